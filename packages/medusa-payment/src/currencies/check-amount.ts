import { decimal } from "@calypso-commerce/core/money";
import { MedusaError } from "@medusajs/framework/utils";
import { currencyDigits } from "../money/currency-digits";
import type { CalypsoSettings } from "../options/calypso-options";

/**
 * Refuses an amount that no invoice can be issued for, before anything is written.
 *
 * @throws MedusaError with the code `amount_too_small` and a message for the storefront
 */
export function checkAmount(amount: string, currencyCode: string, { checkout }: CalypsoSettings): void {
  const scale = currencyDigits(currencyCode);
  const code = currencyCode.toUpperCase();
  if (!decimal.isPositive(decimal.round(amount, { scale, rounding: "half_up" }))) {
    const smallest = scale === 0 ? "1" : `0.${"0".repeat(scale - 1)}1`;
    throw tooSmall(`nothing is left to pay; crypto payments start at ${smallest} ${code}`);
  }
  const least = leastAmount(checkout, currencyCode);
  if (least && decimal.compare(amount, least) < 0) throw tooSmall(`crypto payments start at ${least} ${code}`);
}

/** The least amount that the merchant takes in crypto, in a fiat currency; undefined if there is none. */
export function leastAmount({ leastAmount: limits }: CalypsoSettings["checkout"], currencyCode: string) {
  return limits[currencyCode.toLowerCase()] ?? limits.default;
}

function tooSmall(sentence: string): MedusaError {
  return new MedusaError(MedusaError.Types.INVALID_DATA, `Calypso: ${sentence}`, "amount_too_small");
}
