import { CalypsoUnknownOutcomeError, decimal, readDate } from "@calypso-commerce/core";
import { generateEntityId } from "@medusajs/framework/utils";
import type { Gateway } from "../../gateway/gateway";
import { toMedusaError } from "../../gateway/to-medusa-error";
import { idempotencyKey } from "../../modules/ledger/idempotency-key";
import type LedgerModuleService from "../../modules/ledger/service";
import type { PaymentRow } from "../../modules/ledger/types";
import { recordInvoice } from "../../settle/read-payment";
import { checkCurrencies } from "./check-currencies";
import { currencyDigits } from "./currency-digits";
import { describeCart } from "./describe-cart";
import type { SessionRow } from "./service";

interface OpenSession {
  ledger: LedgerModuleService;
  gateway: Gateway;
  session: SessionRow;
  /** What the storefront sent. Only `flow` and `crypto_currency` are looked at. */
  wishes: Record<string, unknown>;
}

/**
 * Creates the invoice or widget of a new payment session: ledger row first, then one call to the vendor under the row's key.
 *
 * @throws MedusaError for a currency that won't do, or when the vendor refuses or can't be reached; the row stays
 */
export async function openSession({ ledger, gateway, session, wishes }: OpenSession): Promise<PaymentRow> {
  const { settings } = ledger;
  const kind = wishes.flow === "invoice" || wishes.flow === "widget" ? wishes.flow : settings.flow;
  const cryptoCurrency = typeof wishes.crypto_currency === "string" ? wishes.crypto_currency : undefined;
  const currency_code = session.currency_code;
  const currencies = await checkCurrencies(gateway, { kind, cryptoCurrency, fiatCurrency: currency_code });
  const amount = session.raw_amount.value;
  const fiat_amount = decimal.round(amount, { scale: currencyDigits(currency_code), rounding: "half_up" });
  const cart = await describeCart(session.payment_collection_id, settings);

  const id = generateEntityId(undefined, "cpay");
  const key = idempotencyKey(id);
  const row = await ledger.openPayment(
    {
      id,
      kind,
      provider_id: session.provider_id,
      session_id: session.id,
      payment_collection_id: session.payment_collection_id,
      cart_id: cart.cart_id ?? null,
      amount,
      fiat_amount,
      currency_code,
      account: settings.account,
      idempotency_key: key,
      pay_url: kind === "invoice" ? `${settings.payUrl}/invoice/${key}` : `${settings.payUrl}/pay?widgetKey=${key}`,
      crypto_currency: kind === "invoice" ? (cryptoCurrency ?? null) : null,
    },
    "checkout",
  );
  const page = {
    fiatAmount: fiat_amount,
    fiatCurrency: currency_code.toUpperCase(),
    description: cart.description,
    idempotencyKey: key,
    externalId: session.id,
    ...cart.links(session.id),
  };
  const startedAt = new Date();
  try {
    if (kind === "invoice") {
      const payload = { ...page, currency: String(cryptoCurrency) };
      const invoice = await created(
        () => gateway.client.invoice.createSingleFiat(payload),
        () => gateway.client.invoice.get({ idempotencyKey: key }),
      );
      return await recordInvoice(ledger, row, invoice, "checkout", startedAt);
    }
    const widget = await created(
      () => gateway.client.paymentWidget.createSingleFiat({ ...page, cryptoCurrencies: currencies }),
      () => gateway.client.paymentWidget.findSingleFiat({ requestId: key }),
    );
    const expires_at = widget.expiration ? new Date(readDate(widget.expiration)) : null;
    const changes: Partial<PaymentRow> = {
      creation: "done",
      state: widget.widgetState,
      expires_at,
      read_at: startedAt,
    };
    return await ledger.changePayment(row.id, changes, { actor: "checkout", action: "payment.created" });
  } catch (error) {
    const creation = error instanceof CalypsoUnknownOutcomeError ? "unknown" : "failed";
    const reason = (error as Error).message;
    await ledger.changePayment(
      row.id,
      { creation },
      { actor: "checkout", action: `payment.creation_${creation}`, reason },
    );
    throw toMedusaError(error, "starting the payment");
  }
}

/** A lost answer may have been a yes: the object is looked for by its key before the shopper is told no. */
async function created<T>(create: () => Promise<T>, find: () => Promise<T>): Promise<T> {
  try {
    return await create();
  } catch (error) {
    if (!(error instanceof CalypsoUnknownOutcomeError)) throw error;
    try {
      return await find();
    } catch {
      // The read's own failure says nothing about the creation; the caller gets to know why that is open.
      throw error;
    }
  }
}
