// The kinds of field in the API's messages.
import * as v from "valibot";
import { DECIMAL } from "../money/is-decimal.ts";

/** Marks a decimal string that is a JSON number on the wire. */
export const wireNumber = { wire: "number" } as const;

const ABOVE_ZERO = /^(?!-).*[1-9]/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?$/;
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** A decimal string here, an exact JSON number on the wire. Also reads numbers that arrive as text. */
export const amount = v.pipe(v.string(), v.regex(DECIMAL, "a decimal number as a string"), v.metadata(wireNumber));

/** An amount above zero, for requests. */
export const positiveAmount = v.pipe(
  v.string(),
  v.regex(DECIMAL, "a decimal number above zero as a string"),
  v.regex(ABOVE_ZERO, "a decimal number above zero as a string"),
  v.metadata(wireNumber),
);

/** Any text of an answer. Numbers are text by then, which suits ids that may be either. */
export const text = v.string();

/** Text of a request, not blank. */
export const requiredText = v.pipe(v.string(), v.regex(/\S/, "text that is not blank"));

export const uuid = v.pipe(v.string(), v.regex(UUID, "a UUID"));

/** ISO 8601. Without an offset it is UTC, see `readDate`. */
export const dateTime = v.pipe(v.string(), v.regex(DATE_TIME, "an ISO 8601 date and time"));

export const flag = v.union([
  v.boolean(),
  // One sample of the documentation has "false" in quotes.
  v.pipe(
    v.picklist(["true", "false"]),
    v.transform((value) => value === "true"),
  ),
]);

/** A count or page number: a JavaScript number. */
export const count = v.union([
  v.pipe(v.number(), v.safeInteger()),
  v.pipe(v.string(), v.regex(/^-?\d{1,15}$/, "a whole number"), v.transform(Number)),
]);

/** `http` or `https`: a shopper may follow the link. */
export const webUrl = v.pipe(v.string(), v.regex(/^https?:\/\/[^\s]+$/i, "an http or https URL"));

/**
 * A word from a list that may grow: typed as the known words, but any other text passes through. Code that decides by it
 * must refuse unknown words.
 */
export const word = <const Words extends readonly string[]>(words: Words) =>
  v.pipe(
    v.string(),
    v.metadata({ words }),
    v.transform((value) => value as Words[number]),
  );

/** A word of a request: exactly one from the list. */
export const oneOf = <const Words extends readonly string[]>(words: Words) => v.picklist(words);

/** A currency's code. Answers have it as text or, in some places, as an object with a `name`. */
export const currencyCode = v.union([
  v.string(),
  v.pipe(
    v.object({ name: v.string() }),
    v.transform((currency) => currency.name),
  ),
]);

/** A currency's code in a request: accepts both forms, sends text. */
export const sentCurrency = v.union([
  requiredText,
  v.pipe(
    v.object({ name: requiredText }),
    v.transform((currency) => currency.name),
  ),
]);
