import * as v from "valibot";
import * as field from "./fields.ts";

/** One page of a list. Everything except `result` may be missing, and `totalElements` is sometimes wrong. */
export interface Page<Item> {
  result: Item[];
  /** This page's number, starting at 1. */
  page?: number | undefined;
  /** Items per page. */
  size?: number | undefined;
  /** Number of pages. */
  total?: number | undefined;
  totalElements?: number | undefined;
}

/** `result` is required: reading a missing list as empty would claim that nothing exists. */
export const pageOf = <Item extends v.GenericSchema>(item: Item) =>
  v.object({
    result: v.array(item),
    page: v.optional(field.count),
    size: v.optional(field.count),
    total: v.optional(field.count),
    totalElements: v.optional(field.count),
  });

/** The request fields of lists that name a page's size `pageSize`. */
export const pageRequest = {
  /** Starts at 1. */
  pageNumber: v.optional(field.count),
  pageSize: v.optional(field.count),
};

/** The request fields of lists that name it `size`. */
export const sizedPageRequest = {
  /** Starts at 1. */
  pageNumber: v.optional(field.count),
  size: v.optional(field.count),
};

export const sortDirections = ["ASC", "DESC"] as const;

export const sortedPageRequest = {
  ...pageRequest,
  sort: v.optional(field.oneOf(sortDirections)),
  /** The field to sort by. */
  properties: v.optional(field.requiredText),
};
