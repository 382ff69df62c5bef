import * as v from "valibot";
import { parseDate } from "../wire/dates.ts";
import { Decimal, plain } from "../wire/decimal.ts";

/** Building blocks of request schemas. Numbers arrive as exact decimals (wire/exact-json.ts). */

const isDecimal = (value: unknown): value is Decimal => value instanceof Decimal;

export const text = v.pipe(v.string("must be a string"), v.nonEmpty("must not be empty"));

export const uuid = v.pipe(v.string("must be a string"), v.uuid("must be a UUID"));

/** An amount above 0 as an exact JSON number, at most 18 digits after the point. */
export const amount = v.pipe(
  v.custom<Decimal>(isDecimal, "must be a number"),
  v.check((value) => value.gt(0), "must be more than 0"),
  v.check((value) => value.round(18).eq(value), "must have at most 18 digits after the point"),
  v.transform((value) => plain(value)),
);

export const integer = v.pipe(
  v.custom<Decimal>(isDecimal, "must be a number"),
  v.check((value) => value.round(0).eq(value) && value.abs().lt(2 ** 53), "must be a whole number"),
  v.transform(Number),
);

/** A date in milliseconds; without an offset it means UTC. */
export const date = v.pipe(
  v.string("must be a string"),
  v.check((value) => parseDate(value) !== undefined, "must be a date such as 2025-06-07T00:42:47.836Z"),
  v.transform((value) => parseDate(value) as number),
);

/** A currency's code; also in the object form of the reference, whose `name` it is. */
export const currency = v.union(
  [
    text,
    v.pipe(
      v.looseObject({ name: text }),
      v.transform((value) => value.name),
    ),
  ],
  "must be a currency code",
);

export const link = v.pipe(
  v.string("must be a string"),
  v.url("must be a URL"),
  v.regex(/^https?:/i, "must be an http(s) URL"),
);

/** A field that may be missing or null. */
export const maybe = <const S extends v.GenericSchema>(schema: S) => v.nullish(schema, null);

/** An object that refuses fields it doesn't know. */
export const body = <const E extends v.ObjectEntries>(entries: E) => v.strictObject(entries, "must be an object");

export const links = { returnUrl: maybe(link), logoUrl: maybe(link), supportUrl: maybe(link) };

export const pageNumber = v.pipe(
  integer,
  v.check((value) => value >= 0, "must not be negative"),
);

export const pageSize = v.pipe(
  integer,
  v.check((value) => value >= 1 && value <= 1000, "must be from 1 to 1000"),
);

/** The paging fields of operations that call the size `pageSize` and can sort. */
export const sortedPage = {
  pageNumber: maybe(pageNumber),
  pageSize: maybe(pageSize),
  sort: maybe(v.picklist(["ASC", "DESC"], "must be ASC or DESC")),
  properties: maybe(v.string("must be a string")),
};
