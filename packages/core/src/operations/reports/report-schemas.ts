import * as v from "valibot";
import * as field from "../../messages/fields.ts";

/**
 * `Z` or an offset such as `+02:00`. The reference shows the members of Java's ZoneOffset, which reads and writes such
 * text; the object is accepted too.
 */
const zoneOffset = v.union([
  v.pipe(v.string(), v.regex(/^(?:Z|[+-]\d{2}:\d{2}(?::\d{2})?)$/, "Z or an offset such as +02:00")),
  v.strictObject({ totalSeconds: field.count, id: v.optional(field.text), rules: v.optional(v.unknown()) }),
]);

export const getReportSchema = v.strictObject({
  /** ISO 8601, the first moment of the report. */
  firstDate: field.dateTime,
  /** ISO 8601, the last moment of the report. */
  lastDate: field.dateTime,
  /** For example ETHEREUM; several are separated by commas. @default all */
  blockchainList: v.optional(field.requiredText),
  /** Where the report's days begin and end. */
  zoneOffset: v.optional(zoneOffset),
});
export interface GetReport extends v.InferOutput<typeof getReportSchema> {}

export const reportSchema = v.object({ data: v.optional(v.unknown()) });
/** The reference does not say what `data` holds. Its numbers are decimal strings. */
export interface Report extends v.InferOutput<typeof reportSchema> {}
