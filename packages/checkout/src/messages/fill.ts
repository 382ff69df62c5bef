/** Replaces `{name}` by its value. In right-to-left text each value is isolated, so that an address keeps its order. */
export function fill(template: string, values: Record<string, string>, dir: "ltr" | "rtl" = "ltr"): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name];
    if (value === undefined) return placeholder;
    return dir === "rtl" ? `\u2068${value}\u2069` : value;
  });
}
