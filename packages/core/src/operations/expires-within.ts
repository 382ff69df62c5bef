import { readDate } from "../messages/read-date.ts";

const DAY_MS = 86_400_000;

/** Checks an expiration, which the API accepts only in the future and less than `days` ahead. */
export const expiresWithin =
  (days: number) =>
  (request: { expiration?: string | undefined }, nowMs: number): { field: string; expected: string } | undefined => {
    if (request.expiration === undefined) return undefined;
    const aheadMs = readDate(request.expiration) - nowMs;
    if (aheadMs > 0 && aheadMs < days * DAY_MS) return undefined;
    return { field: "expiration", expected: `in the future and less than ${days} day${days === 1 ? "" : "s"} ahead` };
  };
