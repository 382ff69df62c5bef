/** Day and minute in the reader's time zone. */
export function formatDate(locale: string, iso: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(new Date(iso));
}

/** `12 seconds ago`. */
export function formatAge(locale: string, iso: string, nowMs: number): string {
  const seconds = Math.max(0, Math.round((nowMs - Date.parse(iso)) / 1_000));
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  return seconds < 60 ? format.format(-seconds, "second") : format.format(-Math.floor(seconds / 60), "minute");
}

/** The start of a picked day in the reader's time zone, or `days` later. Undefined if it isn't a date. */
export function startOfDay(day: string, days = 0): string | undefined {
  const [year, month, date] = day.split("-").map(Number);
  if (!year || !month || !date) return undefined;
  return new Date(year, month - 1, date + days).toISOString();
}
