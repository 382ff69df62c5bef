// The kinds of field that the API's messages are made of.
import * as v from "valibot";
import { DECIMAL } from "../money/is-decimal.ts";

/** Marks a schema whose decimal string is a JSON number on the wire. */
export const wireNumber = { wire: "number" } as const;

const ABOVE_ZERO = /^(?!-).*[1-9]/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?$/;
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** A decimal string here, an exact JSON number on the wire. Texts that hold a number are read as well. */
export const amount = v.pipe(v.string(), v.regex(DECIMAL, "a decimal number as a string"), v.metadata(wireNumber));

/** An amount above zero, for requests. */
export const positiveAmount = v.pipe(
  v.string(),
  v.regex(DECIMAL, "a decimal number above zero as a string"),
  v.regex(ABOVE_ZERO, "a decimal number above zero as a string"),
  v.metadata(wireNumber),
);

/** Any text of an answer. Numbers arrive as text too, which suits ids that are either. */
export const text = v.string();

/** Text of a request that must say something. */
export const requiredText = v.pipe(v.string(), v.regex(/\S/, "text that is not blank"));

export const uuid = v.pipe(v.string(), v.regex(UUID, "a UUID"));

/** ISO 8601; without an offset it means UTC, see `readDate`. */
export const dateTime = v.pipe(v.string(), v.regex(DATE_TIME, "an ISO 8601 date and time"));

export const flag = v.union([
  v.boolean(),
  // One sample of the documentation has "false" in quotes.
  v.pipe(
    v.picklist(["true", "false"]),
    v.transform((value) => value === "true"),
  ),
]);

/** A whole number that counts something or is a page: a JavaScript number. */
export const count = v.union([
  v.pipe(v.number(), v.safeInteger()),
  v.pipe(v.string(), v.regex(/^-?\d{1,15}$/, "a whole number"), v.transform(Number)),
]);

/** `http` or `https`, as links that a shopper follows. */
export const webUrl = v.pipe(v.string(), v.regex(/^https?:\/\/[^\s]+$/i, "an http or https URL"));

/**
 * A word from a list that may grow: typed as the words known, any other text is passed through.
 * Code that decides by it must refuse a word that it does not know.
 */
export const word = <const Words extends readonly string[]>(words: Words) =>
  v.pipe(
    v.string(),
    v.metadata({ words }),
    v.transform((value) => value as Words[number]),
  );

/** A word of a request: one from the list, nothing else. */
export const oneOf = <const Words extends readonly string[]>(words: Words) => v.picklist(words);

/** A currency's code. Answers show it as text or, in some places, as an object with a `name`. */
export const currencyCode = v.union([
  v.string(),
  v.pipe(
    v.object({ name: v.string() }),
    v.transform((currency) => currency.name),
  ),
]);

/** A currency's code in a request: sent as text, read as either. */
export const sentCurrency = v.union([
  requiredText,
  v.pipe(
    v.object({ name: requiredText }),
    v.transform((currency) => currency.name),
  ),
]);
