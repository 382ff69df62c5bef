import { expect, test } from "vitest";
import { eventId } from "../../src/ingest/event-id.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

// Ids identify duplicates, so the ids of stored events must never change.
test("an event's id depends only on its body", async () => {
  expect(await eventId(bytes('{"timestamp":1}'))).toBe("evt_GwWGBKL8yklaWUGiqRz0zQ");
  expect(await eventId(bytes('{"timestamp":2}'))).not.toBe(await eventId(bytes('{"timestamp":1}')));
});
