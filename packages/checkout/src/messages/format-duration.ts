/** `2:59:07` or `14:05`, for a clock. */
export function formatClock(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? `${part}` : `${part}`.padStart(2, "0"))).join(":");
}

/** `2 hours`, `14 minutes` or `40 seconds`, for a screen reader. */
export function formatDuration(seconds: number, locale: string): string {
  const [value, unit] =
    seconds >= 7200
      ? [Math.floor(seconds / 3600), "hour"]
      : seconds >= 60
        ? [Math.floor(seconds / 60), "minute"]
        : [seconds, "second"];
  return new Intl.NumberFormat(locale, { style: "unit", unit: `${unit}`, unitDisplay: "long" }).format(Number(value));
}
