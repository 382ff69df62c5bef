/** Day and minute, in the reader's own time zone. */
export function moment(locale: string, iso: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(new Date(iso));
}

/** `12 seconds ago`. */
export function ago(locale: string, iso: string, nowMs: number): string {
  const seconds = Math.max(0, Math.round((nowMs - Date.parse(iso)) / 1_000));
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  return seconds < 60 ? format.format(-seconds, "second") : format.format(-Math.floor(seconds / 60), "minute");
}

/** The instant at which a day that was picked begins, in the reader's time zone; `days` later for an end that is left out. */
export function startOfDay(day: string, days = 0): string | undefined {
  const [year, month, date] = day.split("-").map(Number);
  if (!year || !month || !date) return undefined;
  return new Date(year, month - 1, date + days).toISOString();
}

/** An address or id, short enough for a line, with both ends readable. */
export function shortened(text: string, ends = 6): string {
  return text.length > ends * 2 + 3 ? `${text.slice(0, ends)}…${text.slice(-ends)}` : text;
}
