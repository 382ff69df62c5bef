import { CalypsoError, CalypsoRejectedError } from "@calypso-commerce/core";
import { MedusaError } from "@medusajs/framework/utils";

/**
 * A failed vendor call as the shopper reads it: without the vendor's paths and words, which are in the cause and the audit trail.
 * Other errors are returned unchanged.
 */
export function toShopperError(error: unknown): Error {
  if (MedusaError.isMedusaError(error) || !(error instanceof CalypsoError)) return error as Error;
  const isRefused = error instanceof CalypsoRejectedError;
  const type = isRefused ? MedusaError.Types.NOT_ALLOWED : MedusaError.Types.UNEXPECTED_STATE;
  const message = isRefused
    ? "Calypso: the payment can't be started like this; choose another currency or another way to pay"
    : "Calypso: the payment can't be started just now; try again in a moment, or choose another way to pay";
  const converted = new MedusaError(type, message, error.code);
  converted.cause = error;
  return converted;
}
