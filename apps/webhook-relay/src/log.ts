/** Values that a log line may carry: names, counts, codes. Never bodies, secrets, or URLs with a query. */
export type LogFields = Record<string, string | number | boolean | null | undefined>;

/** Writes one JSON line, which Workers Logs indexes by field. */
export function log(level: "info" | "warn" | "error", event: string, fields: LogFields = {}): void {
  // biome-ignore lint/suspicious/noConsole: the console is a Worker's log.
  console[level](JSON.stringify({ event, ...fields }));
}

/** Class, message and code of an error as log fields. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code } = error as { code?: unknown };
  return { error: error.name, message: error.message.slice(0, 300), ...(typeof code === "string" ? { code } : {}) };
}
