import type { Operation } from "@calypso-commerce/core/schemas";

/** The parts of valibot's schemas that conversions to and from the wire look at. */
export type WireSchema = NonNullable<Operation["request"]> & {
  readonly type?: string;
  readonly entries?: Readonly<Record<string, WireSchema>>;
  readonly item?: WireSchema;
  readonly value?: WireSchema;
  readonly wrapped?: WireSchema;
  readonly options?: readonly WireSchema[];
  readonly pipe?: readonly { readonly metadata?: { readonly wire?: string } }[];
};
