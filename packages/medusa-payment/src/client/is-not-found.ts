import { CalypsoRejectedError } from "@calypso-commerce/core";

/**
 * Whether the vendor answered that the object doesn't exist. The vendor documents no status for that case: 400 is the only refusal
 * that it names, 404 is what servers usually send.
 */
export function isNotFound(error: unknown): boolean {
  return error instanceof CalypsoRejectedError && (error.status === 404 || error.status === 400);
}
