import { describe, expect, it } from "vitest";
import { readDate } from "../../src/messages/read-date.ts";

describe("readDate", () => {
  it.each([
    ["2026-01-01T00:00:00Z", "2026-01-01T00:00:00.000Z"],
    // Without an offset it is UTC, whatever the machine's time zone.
    ["2026-01-01T00:00:00", "2026-01-01T00:00:00.000Z"],
    ["2022-08-25T12:54:48.645795", "2022-08-25T12:54:48.645Z"],
    ["2022-08-25T12:54:48.645795Z", "2022-08-25T12:54:48.645Z"],
    ["2022-08-25T12:54:48.645795123+02:00", "2022-08-25T10:54:48.645Z"],
    ["2026-01-01T02:00:00.5+02:00", "2026-01-01T00:00:00.500Z"],
  ])("reads %s as %s", (text, iso) => {
    expect(new Date(readDate(text)).toISOString()).toBe(iso);
  });

  it.each(["", "soon", "2026-13-01T00:00:00"])("reads %j as NaN", (text) => {
    expect(readDate(text)).toBeNaN();
  });
});
