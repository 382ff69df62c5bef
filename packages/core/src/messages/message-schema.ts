import type * as v from "valibot";

/** A message's schema. `Value` is what programs handle: decimal strings for amounts, `undefined` for absent fields. */
export type MessageSchema<Value = unknown> = v.GenericSchema<Value, Value> | v.GenericSchema<unknown, Value>;
