import { MedusaError } from "@medusajs/framework/utils";

/** The error for something that can't be done now. @param sentence why, for the person who asked for it */
export function notAllowed(sentence: string): MedusaError {
  return new MedusaError(MedusaError.Types.NOT_ALLOWED, `Calypso: ${sentence}`);
}
