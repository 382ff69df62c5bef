/** A plain decimal: no exponent, no plus, no leading zeros. This is how amounts are written, here and in the API. */
export const DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** Whether a value is a plain decimal string, such as `12.50`. */
export const isDecimal = (value: unknown): value is string => typeof value === "string" && DECIMAL.test(value);
