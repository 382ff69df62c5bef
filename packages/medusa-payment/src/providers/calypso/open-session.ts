import { CalypsoError } from "@calypso-commerce/core";
import { decimal } from "@calypso-commerce/core/money";
import { container } from "@medusajs/framework";
import { generateEntityId, MedusaError, Modules } from "@medusajs/framework/utils";
import type { VendorClient } from "../../client/client-for";
import { checkAmount } from "../../currencies/check-amount";
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
import { findInterruptedPayment, findReusablePayment, type Wanted } from "./find-reusable-payment";
import { START_BUDGET_MS, type StartBudget, startBudget, startTimeout, within } from "./start-budget";

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
 * One session of a collection is opened at a time, so that parallel requests share an invoice. The lock isn't the one that settling
 * holds: settling opens sessions itself.
 *
 * @throws MedusaError for a currency that isn't offered, or if the vendor refuses or can't be reached in time; the row stays
 */
export async function openSession(input: OpenSession): Promise<PaymentRow> {
  const budget = startBudget();
  const locking = container.resolve(Modules.LOCKING);
  const key = `calypso:open:${input.session.payment_collection_id}`;
  const timeout = START_BUDGET_MS / 1_000;
  let isOpening = false;
  const open = async () => {
    isOpening = true;
    return openLocked(input, budget);
  };
  try {
    return await locking.execute(key, open, { timeout });
  } catch (error) {
    // The lock provider's own errors have no code: another request holds the lock, and the vendor is slow to answer it.
    if (isOpening || MedusaError.isMedusaError(error)) throw error;
    throw startTimeout(error);
  }
}

async function openLocked({ ledger, client, session, data }: OpenSession, budget: StartBudget): Promise<PaymentRow> {
  const { settings } = ledger;
  const kind = data.flow === "invoice" || data.flow === "widget" ? data.flow : settings.checkout.flow;
  const cryptoCurrency = typeof data.crypto_currency === "string" ? data.crypto_currency : undefined;
  const { currency_code, payment_collection_id, provider_id } = session;
  const amount = session.raw_amount.value;

  const existing = await ledger.payments.listByCollection(payment_collection_id);
  const wanted: Wanted = { kind, cryptoCurrency, providerId: provider_id, amount, currencyCode: currency_code };
  const audit = { actor: "checkout", action: "payment.reused", reason_code: "session_recreated" } as const;
  const reusable = findReusablePayment(existing, wanted);
  if (reusable) {
    const moved = await ledger.payments.moveToSession(reusable, session.id, audit);
    return readInTime(ledger, client, moved, budget);
  }

  checkAmount(amount, currency_code, settings);
  const cart = await describeCart(payment_collection_id, settings.checkout);
  const market = { regionId: cart.regionId, currencyCode: currency_code };
  const currencies = await within(budget.all, checkCurrencies(client, settings, { kind, cryptoCurrency, market }));
  const interrupted = findInterruptedPayment(existing, wanted);
  if (interrupted) {
    const row = await ledger.payments.moveToSession(interrupted, session.id, audit);
    return createAtVendor({ ledger, client, row, cart, currencies, budget, mayExist: true });
  }
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
  return createAtVendor({ ledger, client, row, cart, currencies, budget, mayExist: false });
}

/** A slow vendor keeps nobody from seeing an address that the ledger knows. */
async function readInTime(
  ledger: LedgerModuleService,
  client: VendorClient,
  row: PaymentRow,
  { create }: StartBudget,
): Promise<PaymentRow> {
  try {
    return await within(create, readPayment({ ledger, client, actor: "checkout" }, row));
  } catch (error) {
    const isSlow = error instanceof CalypsoError ? error.retryable : MedusaError.isMedusaError(error) && create.aborted;
    if (isSlow) return row;
    throw error;
  }
}
