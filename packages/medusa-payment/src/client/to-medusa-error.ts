import { CalypsoArgumentError, CalypsoError, CalypsoRejectedError } from "@calypso-commerce/core";
import { MedusaError } from "@medusajs/framework/utils";

/**
 * Converts a failed vendor call to the error that Medusa, its Admin and the storefront show. The cause is kept for the log; core's
 * messages hold no secrets. Other errors are returned unchanged.
 *
 * @param doing what was attempted, as in "creating the invoice"
 */
export function toMedusaError(error: unknown, doing: string): Error {
  if (MedusaError.isMedusaError(error) || !(error instanceof CalypsoError)) return error as Error;
  const refused = error instanceof CalypsoRejectedError || error instanceof CalypsoArgumentError;
  const type = refused ? MedusaError.Types.NOT_ALLOWED : MedusaError.Types.UNEXPECTED_STATE;
  const converted = new MedusaError(type, `Calypso: ${doing} failed: ${error.message}`, error.code);
  converted.cause = error;
  return converted;
}
