import { plainDecimal } from "./plain-decimal.ts";

const SPACE = 32;
const QUOTE = 34;
const PLUS = 43;
const COMMA = 44;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const NINE = 57;
const COLON = 58;
const BRACKET = 91;
const BACKSLASH = 92;
const CLOSING_BRACKET = 93;
const BRACE = 123;
const CLOSING_BRACE = 125;
const E = 101; // also matches "E" once its lower-case bit is set

const PLAIN_NUMBER = /^(?:0|[1-9]\d*)(?:\.\d+)?$/;
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const SPACES = /[ \t\n\r]*/y;

/**
 * Puts every number of a JSON text in quotes, as a plain decimal. Several times faster than a reviver with source text,
 * and works in engines without one.
 *
 * @returns `undefined` if a number is malformed or used as a key; `JSON.parse` checks all other syntax
 */
export function quoteNumbers(text: string): string | undefined {
  return quoteBeforeCommas(text) ?? quoteByStrings(text);
}

/**
 * The fast way: jumps from comma to comma, of which there are far fewer than quotes. Without white space, a number ends
 * right before a comma or the closing brackets before it. A member's number begins right after `":`, whose quote closes
 * the name unless an opening bracket, `,`, `:` or a backslash precedes it.
 *
 * Invalid JSON does not become valid: for the added quotes to be inside a string, that string would have to begin at
 * the `":`, right after another token.
 *
 * @returns `undefined` if the neighbouring characters don't decide, or a number is not a plain decimal yet
 */
function quoteBeforeCommas(text: string): string | undefined {
  let result = "";
  let copied = 0;
  for (let next = 0; next !== -1; ) {
    const comma = text.indexOf(",", next);
    next = comma === -1 ? -1 : comma + 1;
    let end = comma === -1 ? text.length : comma;
    let last = text.charCodeAt(end - 1);
    while (last === CLOSING_BRACE || last === CLOSING_BRACKET) last = text.charCodeAt(--end - 1);
    // A string, or true, false and null.
    if (last === QUOTE || last > NINE) continue;
    const start = last < ZERO ? -1 : startOfMember(text, end);
    if (start === -1) return undefined;
    result += `${text.slice(copied, start)}"${text.slice(start, end)}"`;
    copied = end;
  }
  return result + text.slice(copied);
}

/** Start of the member's plain, unsigned number whose last digit is right before `end`; -1 if there is none. */
function startOfMember(text: string, end: number): number {
  let start = end - 1;
  let points = 0;
  let before = text.charCodeAt(start - 1);
  while ((before >= ZERO && before <= NINE) || before === POINT) {
    if (before === POINT) points++;
    before = text.charCodeAt(--start - 1);
  }
  const first = text.charCodeAt(start);
  const hasSpareZero = first === ZERO && end - start > 1 && text.charCodeAt(start + 1) !== POINT;
  const isPlain = points <= 1 && first !== POINT && !hasSpareZero;
  const isMember =
    before === COLON && text.charCodeAt(start - 2) === QUOTE && !mayOpenString(text.charCodeAt(start - 3));
  return isPlain && isMember ? start : -1;
}

/** Whether a quote after this character may open a string, or be escaped. */
const mayOpenString = (before: number): boolean =>
  !(before > SPACE) ||
  before === COMMA ||
  before === COLON ||
  before === BRACE ||
  before === BRACKET ||
  before === BACKSLASH;

/** A number's text as a plain decimal; `undefined` if it is not a JSON number. */
function decimalOf(number: string): string | undefined {
  if (PLAIN_NUMBER.test(number)) return number;
  return JSON_NUMBER.test(number) ? plainDecimal(number) : undefined;
}

/**
 * The general way: jumps from string to string. Outside strings, a digit or minus can only begin a number. So the
 * quotes don't change whether the text is valid JSON, except for what is checked here: each number must be well formed
 * and not a key.
 *
 * @returns `undefined` if one is not
 */
function quoteByStrings(text: string): string | undefined {
  let result = "";
  let copied = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      i = closingQuote(text, i);
    } else if (code <= NINE && (code >= ZERO || code === MINUS)) {
      const end = endOfNumber(text, i);
      const number = decimalOf(text.slice(i, end));
      if (number === undefined || isKey(text, end)) return undefined;
      result += `${text.slice(copied, i)}"${number}"`;
      copied = end;
      i = end - 1;
    }
  }
  return result + text.slice(copied);
}

/** Index of the quote that closes a string; the text's length if there is none. */
function closingQuote(text: string, opening: number): number {
  let quote = text.indexOf('"', opening + 1);
  while (quote !== -1 && text.charCodeAt(quote - 1) === BACKSLASH && isEscaped(text, quote)) {
    quote = text.indexOf('"', quote + 1);
  }
  return quote === -1 ? text.length : quote;
}

function isEscaped(text: string, quote: number): boolean {
  let i = quote - 1;
  while (text.charCodeAt(i) === BACKSLASH) i--;
  return (quote - 1 - i) % 2 === 1;
}

/** End of the run of characters that numbers consist of. */
function endOfNumber(text: string, start: number): number {
  for (let end = start + 1; ; end++) {
    const code = text.charCodeAt(end);
    const isPart =
      (code >= ZERO && code <= NINE) || code === POINT || code === MINUS || code === PLUS || (code | 32) === E;
    if (!isPart) return end;
  }
}

function isKey(text: string, end: number): boolean {
  const next = text.charCodeAt(end);
  if (next > COLON) return false;
  SPACES.lastIndex = end;
  SPACES.test(text);
  return text.charCodeAt(SPACES.lastIndex) === COLON;
}
