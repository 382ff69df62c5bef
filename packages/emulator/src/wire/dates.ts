/** The API reference's date format: UTC with `Z` and milliseconds. */
export function apiDate(atMs: number): string {
  return new Date(atMs).toISOString();
}

/** The webhook samples' date format: UTC without offset, with six fraction digits, e.g. `2022-08-25T12:54:48.645000`. */
export function webhookDate(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, -1)}000`;
}

/** Reads a date of a request; without an offset it is UTC. Returns `undefined` for an invalid date. */
export function parseDate(text: string): number | undefined {
  const match = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})?$/.exec(text);
  if (!match) return undefined;
  const fraction = (match[2] ?? ".000").padEnd(4, "0").slice(0, 4);
  const atMs = Date.parse(`${match[1]}${fraction}${match[3] ?? "Z"}`);
  return Number.isNaN(atMs) ? undefined : atMs;
}
