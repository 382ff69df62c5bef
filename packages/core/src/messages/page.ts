import * as v from "valibot";
import * as field from "./fields.ts";

/** One page of a list. Every number but `result` may be missing, and `totalElements` has been seen to be wrong. */
export interface Page<Item> {
  result: Item[];
  /** This page's number, from 1. */
  page?: number | undefined;
  /** Items a page. */
  size?: number | undefined;
  /** Number of pages. */
  total?: number | undefined;
  totalElements?: number | undefined;
}

/** An answer without `result` is refused: an empty list would say that nothing exists. */
export const pageOf = <Item extends v.GenericSchema>(item: Item) =>
  v.object({
    result: v.array(item),
    page: v.optional(field.count),
    size: v.optional(field.count),
    total: v.optional(field.count),
    totalElements: v.optional(field.count),
  });

/** What lists take that call the page's size `pageSize`. */
export const pageRequest = {
  /** From 1. */
  pageNumber: v.optional(field.count),
  pageSize: v.optional(field.count),
};

/** The same for lists that call it `size`. */
export const sizedPageRequest = {
  /** From 1. */
  pageNumber: v.optional(field.count),
  size: v.optional(field.count),
};

export const sortDirections = ["ASC", "DESC"] as const;

export const sortedPageRequest = {
  ...pageRequest,
  sort: v.optional(field.oneOf(sortDirections)),
  /** Name of the field to sort by. */
  properties: v.optional(field.requiredText),
};
