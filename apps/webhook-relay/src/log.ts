/** Values that a log line may carry: names, counts, codes. Never bodies, secrets, or URLs with a query. */
export type LogFields = Record<string, string | number | boolean | null | undefined>;

/** Writes one structured line, as Workers Logs indexes it. */
export function log(level: "info" | "warn" | "error", event: string, fields: LogFields = {}): void {
  // biome-ignore lint/suspicious/noConsole: the console is the log of a Worker.
  console[level](JSON.stringify({ event, ...fields }));
}

/** Code and class of an error, fit for a log line; the message only where it is the relay's own. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code } = error as { code?: unknown };
  return { error: error.name, message: error.message.slice(0, 300), ...(typeof code === "string" ? { code } : {}) };
}
