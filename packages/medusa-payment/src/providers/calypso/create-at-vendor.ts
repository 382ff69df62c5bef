import { CalypsoUnknownOutcomeError, readDate } from "@calypso-commerce/core";
import { knownCurrencies } from "@calypso-commerce/core/currencies";
import type { SingleFiatWidget } from "@calypso-commerce/core/schemas";
import type { VendorClient } from "../../client/client-for";
import { isNotFound } from "../../client/is-not-found";
import { toShopperError } from "../../client/to-shopper-error";
import { lifetimeMinutes } from "../../currencies/lifetime";
import type LedgerModuleService from "../../modules/ledger/service";
import type { PaymentRow } from "../../modules/ledger/types";
import { recordInvoice } from "../../payment/read-payment";
import type { CartDescription } from "./describe-cart";
import { type StartBudget, startTimeout } from "./start-budget";

interface Creation {
  ledger: LedgerModuleService;
  client: VendorClient;
  /** The ledger row written before. */
  row: PaymentRow;
  cart: CartDescription;
  /** For a widget: the cryptocurrencies that the shopper may choose from. */
  currencies: string[] | undefined;
  budget: StartBudget;
  /** An earlier attempt may have created it: it is looked up first. */
  mayExist: boolean;
}

/**
 * Creates a ledger row's invoice or widget at the vendor, with the row's idempotency key.
 *
 * @throws MedusaError if the vendor refuses or the outcome is unknown; the row says which
 */
export async function createAtVendor(creation: Creation): Promise<PaymentRow> {
  const { ledger, client, row, cart, currencies, budget, mayExist } = creation;
  const key = String(row.idempotency_key);
  const [create, find] = [{ signal: budget.create }, { signal: budget.all }];
  const payable =
    row.kind === "invoice" ? [String(row.crypto_currency)] : (currencies ?? knownCurrencies().map(({ code }) => code));
  const minutes = lifetimeMinutes(ledger.settings.checkout.expiresAfterMinutes, payable);
  const page = {
    fiatAmount: row.fiat_amount,
    fiatCurrency: row.currency_code.toUpperCase(),
    description: cart.description,
    idempotencyKey: key,
    externalId: row.session_id,
    ...(minutes ? { expiration: new Date(Date.now() + minutes * 60_000).toISOString() } : {}),
    ...cart.links(row.session_id),
  };
  const startedAt = new Date();
  try {
    if (row.kind === "invoice") {
      const invoice = await createOrFind(
        () => client.invoice.createSingleFiat({ ...page, currency: String(row.crypto_currency) }, create),
        () => client.invoice.get({ idempotencyKey: key }, find),
        mayExist,
      );
      return await recordInvoice({ ledger, actor: "checkout" }, row, invoice, startedAt);
    }
    const widget = await createOrFind(
      () => client.paymentWidget.createSingleFiat({ ...page, cryptoCurrencies: currencies }, create),
      () => client.paymentWidget.findSingleFiat({ requestId: key }, find),
      mayExist,
    );
    return await recordWidget(ledger, row, widget, startedAt);
  } catch (error) {
    const creation = error instanceof CalypsoUnknownOutcomeError ? "unknown" : "failed";
    const audit = { actor: "checkout" as const, action: `creation.${creation}`, reason: (error as Error).message };
    await ledger.payments.change(row.id, { creation }, audit);
    throw isTimeout(error) ? startTimeout(error) : toShopperError(error);
  }
}

function recordWidget(ledger: LedgerModuleService, row: PaymentRow, widget: SingleFiatWidget, startedAt: Date) {
  const changes: Partial<PaymentRow> = {
    creation: "done",
    state: widget.widgetState,
    expires_at: widget.expiration ? new Date(readDate(widget.expiration)) : null,
    read_at: startedAt,
  };
  return ledger.payments.change(row.id, changes, { actor: "checkout", action: "payment.created" });
}

function isTimeout(error: unknown): boolean {
  return error instanceof CalypsoUnknownOutcomeError && (error.code === "aborted" || error.code === "timeout");
}

/** A lost answer may have been a success, so the object is looked up by its key before the shopper sees an error. */
async function createOrFind<T>(create: () => Promise<T>, find: () => Promise<T>, mayExist: boolean): Promise<T> {
  if (mayExist) {
    try {
      return await find();
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }
  try {
    return await create();
  } catch (error) {
    if (!(error instanceof CalypsoUnknownOutcomeError)) throw error;
    try {
      return await find();
    } catch {
      // A failed read says nothing about the creation. The caller needs the creation's error.
      throw error;
    }
  }
}
