import { expect, test } from "vitest";
import { eventId } from "../../src/ingest/event-id.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

// A duplicate is told by its id, so what has been stored may never get another one.
test("an id comes from the body alone and stays the same", async () => {
  expect(await eventId(bytes('{"timestamp":1}'))).toBe("evt_GwWGBKL8yklaWUGiqRz0zQ");
  expect(await eventId(bytes('{"timestamp":2}'))).not.toBe(await eventId(bytes('{"timestamp":1}')));
});
