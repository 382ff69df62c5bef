import type { AllCurrencies } from "@calypso-commerce/core";
import { MedusaError } from "@medusajs/framework/utils";
import type { Gateway } from "../../gateway/gateway";

interface Wanted {
  kind: "invoice" | "widget";
  cryptoCurrency: string | undefined;
  fiatCurrency: string;
}

/**
 * Refuses, before anything is written, a currency that the vendor doesn't take.
 *
 * @returns the cryptocurrencies on offer
 * @throws MedusaError with a sentence for the storefront
 */
export async function checkCurrencies(gateway: Gateway, wanted: Wanted): Promise<string[]> {
  const list = await known(gateway);
  const fiat = wanted.fiatCurrency.toUpperCase();
  if (list && !list.fiatCurrencies.some(({ name }) => name === fiat)) {
    throw refused(`Calypso makes out no invoices in ${fiat}; choose another way to pay, or another region`);
  }
  const offered = (list?.cryptoCurrencies ?? []).filter(isOffered).map(({ name }) => name);
  if (wanted.kind === "widget") return offered;
  if (!wanted.cryptoCurrency) throw refused("choose a cryptocurrency: send its code as data.crypto_currency");
  if (list && !offered.includes(wanted.cryptoCurrency)) {
    throw refused("this cryptocurrency isn't offered; choose one of GET /store/calypso/currencies");
  }
  return offered;
}

/** Without the list the vendor's own refusal decides: a broken list must not stop sales. */
async function known(gateway: Gateway): Promise<AllCurrencies | undefined> {
  try {
    return await gateway.currencies.all();
  } catch {
    return undefined;
  }
}

export function isOffered(currency: { enabled?: boolean | undefined; active?: boolean | undefined }): boolean {
  return currency.enabled !== false && currency.active !== false;
}

function refused(sentence: string): MedusaError {
  return new MedusaError(MedusaError.Types.INVALID_DATA, `Calypso: ${sentence}`);
}
