/** An address or id with its middle left out, so that it fits on a line. */
export function shorten(text: string, ends = 6): string {
  return text.length > ends * 2 + 3 ? `${text.slice(0, ends)}…${text.slice(-ends)}` : text;
}
