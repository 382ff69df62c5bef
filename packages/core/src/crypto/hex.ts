// ES2026, not yet in TypeScript's library. Nearly free in engines that have them.
const native = Uint8Array.prototype as unknown as {
  toHex?: (this: Uint8Array) => string;
  setFromHex?: (this: Uint8Array, text: string) => { written: number };
};
const { toHex, setFromHex } = native;

const NOT_HEX = 255;

// Fallback for other engines: a table, because parsing digit by digit costs as much as the hash.
const digits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const values = new Uint8Array(128).fill(NOT_HEX);
for (let value = 0; value < 16; value++) {
  const digit = value.toString(16);
  values[digit.charCodeAt(0)] = value;
  values[digit.toUpperCase().charCodeAt(0)] = value;
}

/** Lower-case hex of bytes. */
export const encodeHex: (bytes: Uint8Array) => string =
  toHex === undefined ? encodeByTable : (bytes) => toHex.call(bytes);

/** Decodes hex in either case into `bytes`. @returns whether the text is hex of exactly that many bytes */
export const decodeHexInto: (bytes: Uint8Array, text: string) => boolean =
  setFromHex === undefined ? decodeByTable : decodeByEngine;

export function encodeByTable(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += digits[byte];
  return text;
}

function decodeByEngine(bytes: Uint8Array, text: string): boolean {
  if (text.length !== 2 * bytes.length) return false;
  try {
    return setFromHex?.call(bytes, text).written === bytes.length;
  } catch {
    // A SyntaxError: not hex.
    return false;
  }
}

export function decodeByTable(bytes: Uint8Array, text: string): boolean {
  if (text.length !== 2 * bytes.length) return false;
  for (let i = 0; i < bytes.length; i++) {
    const first = text.charCodeAt(2 * i);
    const second = text.charCodeAt(2 * i + 1);
    if ((first | second) >= values.length) return false;
    const high = values[first] as number;
    const low = values[second] as number;
    if (high === NOT_HEX || low === NOT_HEX) return false;
    bytes[i] = (high << 4) | low;
  }
  return true;
}
