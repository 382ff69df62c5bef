/** A server's error message, written for logs (`Calypso: no such order`), as a sentence for people. */
export function toSentence(text: string): string {
  const words = text.replace(/^Calypso: /, "");
  const begun = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?)]$/.test(begun) ? begun : `${begun}.`;
}
