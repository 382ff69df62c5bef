import type { AllCurrencies } from "@calypso-commerce/core/schemas";
import { MedusaError } from "@medusajs/framework/utils";
import type { VendorClient } from "../../client/client-for";
import { isOffered, type Market } from "../../currencies/is-offered";
import { isUsable } from "../../currencies/is-usable";
import type { CalypsoSettings } from "../../options/calypso-options";

interface Wanted {
  kind: "invoice" | "widget";
  cryptoCurrency: string | undefined;
  market: Market & { currencyCode: string };
}

/**
 * Refuses a currency that the vendor doesn't accept or the merchant doesn't offer, before anything is written.
 *
 * @returns the cryptocurrencies on offer; undefined if the vendor's list is unavailable
 * @throws MedusaError with a message for the storefront
 */
export async function checkCurrencies(
  client: VendorClient,
  settings: CalypsoSettings,
  { kind, cryptoCurrency, market }: Wanted,
): Promise<string[] | undefined> {
  const list = await loadList(client);
  const fiat = market.currencyCode.toUpperCase();
  if (list && !list.fiatCurrencies.filter(isUsable).some(({ name }) => name === fiat)) {
    throw refused(`Calypso issues no invoices in ${fiat}; choose another payment method or region`);
  }
  const offered = list?.cryptoCurrencies
    .filter(isUsable)
    .map(({ name }) => name)
    .filter((code) => isOffered(settings, market, code));
  if (kind === "widget") return offered;
  if (!cryptoCurrency) throw refused("choose a cryptocurrency: send its code as data.crypto_currency");
  if (!isOffered(settings, market, cryptoCurrency) || (offered && !offered.includes(cryptoCurrency))) {
    throw refused("this cryptocurrency isn't offered; choose one from GET /store/calypso/currencies");
  }
  return offered;
}

/** Without the list, the vendor's own refusal decides: a broken list must not stop sales. */
async function loadList(client: VendorClient): Promise<AllCurrencies | undefined> {
  try {
    return await client.currencyLists.all();
  } catch {
    return undefined;
  }
}

function refused(sentence: string): MedusaError {
  return new MedusaError(MedusaError.Types.INVALID_DATA, `Calypso: ${sentence}`);
}
