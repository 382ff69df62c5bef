/** The server speaks in lower case, without a stop and after its name, for logs; people get a sentence. */
export function sentence(text: string): string {
  const words = text.replace(/^Calypso: /, "");
  const begun = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?)]$/.test(begun) ? begun : `${begun}.`;
}
