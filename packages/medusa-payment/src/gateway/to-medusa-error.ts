import { CalypsoArgumentError, CalypsoError, CalypsoRejectedError } from "@calypso-commerce/core";
import { MedusaError } from "@medusajs/framework/utils";

/**
 * What Medusa, its Admin and the storefront are told when a call to the vendor didn't work out. The cause stays attached
 * for the log; core's messages hold no secrets.
 */
export function toMedusaError(error: unknown, doing: string): Error {
  if (MedusaError.isMedusaError(error) || !(error instanceof CalypsoError)) return error as Error;
  const refused = error instanceof CalypsoRejectedError || error instanceof CalypsoArgumentError;
  const type = refused ? MedusaError.Types.NOT_ALLOWED : MedusaError.Types.UNEXPECTED_STATE;
  const converted = new MedusaError(type, `Calypso: ${doing} did not work: ${error.message}`, error.code);
  converted.cause = error;
  return converted;
}
