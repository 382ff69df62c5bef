import { decimal } from "@calypso-commerce/core/money";
import { generateEntityId } from "@medusajs/framework/utils";
import type { VendorClient } from "../../client/client-for";
import { idempotencyKey } from "../../modules/ledger/idempotency-key";
import type LedgerModuleService from "../../modules/ledger/service";
import type { PaymentRow } from "../../modules/ledger/types";
import { currencyDigits } from "../../money/currency-digits";
import { markCart } from "../../payment/mark-cart";
import { readPayment } from "../../payment/read-payment";
import { checkCurrencies } from "./check-currencies";
import type { SessionRow } from "./cradle";
import { createAtVendor } from "./create-at-vendor";
import { describeCart } from "./describe-cart";
import { findReusablePayment } from "./find-reusable-payment";

interface OpenSession {
  ledger: LedgerModuleService;
  client: VendorClient;
  session: SessionRow;
  /** What the storefront sent. Only `flow` and `crypto_currency` are used. */
  data: Record<string, unknown>;
}

/**
 * Gives a new payment session its invoice or widget. The cart's existing one is reused if it still fits, so that a reloaded page shows
 * the same address. Otherwise the ledger row is written first, then the vendor is called with the row's key.
 *
 * @throws MedusaError for a currency that isn't offered, or if the vendor refuses or can't be reached; the row stays
 */
export async function openSession({ ledger, client, session, data }: OpenSession): Promise<PaymentRow> {
  const { settings } = ledger;
  const kind = data.flow === "invoice" || data.flow === "widget" ? data.flow : settings.checkout.flow;
  const cryptoCurrency = typeof data.crypto_currency === "string" ? data.crypto_currency : undefined;
  const { currency_code, payment_collection_id, provider_id } = session;
  const amount = session.raw_amount.value;

  const existing = await ledger.payments.listByCollection(payment_collection_id);
  const reusable = findReusablePayment(existing, {
    kind,
    cryptoCurrency,
    providerId: provider_id,
    amount,
    currencyCode: currency_code,
  });
  if (reusable) {
    const audit = { actor: "checkout", action: "payment.reused", reason_code: "session_recreated" } as const;
    const moved = await ledger.payments.change(reusable.id, { session_id: session.id }, audit);
    return readPayment({ ledger, client, actor: "checkout" }, moved);
  }

  const cart = await describeCart(payment_collection_id, settings.checkout);
  const market = { regionId: cart.regionId, currencyCode: currency_code };
  const currencies = await checkCurrencies(client, settings, { kind, cryptoCurrency, market });
  if (cart.cartId) await markCart({ id: cart.cartId, metadata: cart.metadata });
  const id = generateEntityId(undefined, "cpay");
  const key = idempotencyKey(id);
  const row = await ledger.payments.open(
    {
      id,
      kind,
      provider_id,
      session_id: session.id,
      payment_collection_id,
      cart_id: cart.cartId ?? null,
      amount,
      fiat_amount: decimal.round(amount, { scale: currencyDigits(currency_code), rounding: "half_up" }),
      currency_code,
      account: settings.credentials.account,
      idempotency_key: key,
      pay_url:
        kind === "invoice"
          ? `${settings.credentials.payUrl}/invoice/${key}`
          : `${settings.credentials.payUrl}/pay?widgetKey=${key}`,
      crypto_currency: kind === "invoice" ? (cryptoCurrency ?? null) : null,
    },
    "checkout",
  );
  return createAtVendor({ ledger, client, row, cart, currencies });
}
