import { CalypsoRejectedError } from "@calypso-commerce/core";

/**
 * Whether the vendor said that there is no such object. It documents no status for that: 400 is the only refusal that it names,
 * 404 what servers usually say.
 */
export function isNotFound(error: unknown): boolean {
  return error instanceof CalypsoRejectedError && (error.status === 404 || error.status === 400);
}
