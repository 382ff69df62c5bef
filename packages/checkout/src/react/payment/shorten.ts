/** The beginning and the end of an address or a transaction hash, enough to recognise it. */
export function shorten(text: string): string {
  return text.length <= 20 ? text : `${text.slice(0, 10)}…${text.slice(-8)}`;
}
