import type { Sandbox } from "../../sandbox.ts";
import type { Deposit, Invoice } from "../../store/entities.ts";
import { Decimal, plain, sum } from "../../wire/decimal.ts";

const repriceEveryMs = 15 * 60_000;

/** The deposits that the vendor knows of. */
export function depositsOf(sandbox: Sandbox, invoice: Invoice): readonly Deposit[] {
  return sandbox.store.deposits.by("invoiceId", invoice.id).filter(({ state }) => state !== "unseen");
}

/** The money that an invoice received, frozen money included: the vendor's `totalDebitAmount`. */
export function receivedAmount(sandbox: Sandbox, invoice: Invoice): string {
  return sum(
    depositsOf(sandbox, invoice)
      .filter(({ state }) => state === "confirmed" || state === "frozen")
      .map((deposit) => deposit.amount),
  );
}

/** The amount that is still missing, counting the mempool; null for an invoice without an amount. */
export function remainingAmount(sandbox: Sandbox, invoice: Invoice): string | null {
  if (invoice.amount === null) return null;
  const seen = depositsOf(sandbox, invoice).filter(({ state }) => state !== "declined" && state !== "dropped");
  const rest = new Decimal(invoice.amount).minus(sum(seen.map((deposit) => deposit.amount)));
  return rest.gt(0) ? plain(rest) : "0";
}

/**
 * Updates the crypto amount of a fiat invoice every 15 minutes, and whenever its pay page is opened (`opened`), until
 * money is seen. No webhook reports the change, so doing it on each read is the same as a timer.
 */
export function repriceInvoice(sandbox: Sandbox, invoice: Invoice, opened = false): Invoice {
  const { fiatAmount, fiatCurrency, fiatUpdatedAtMs } = invoice;
  if (invoice.state !== "PENDING_PAYMENT" || !fiatAmount || !fiatCurrency || fiatUpdatedAtMs === null) return invoice;
  if (depositsOf(sandbox, invoice).some(({ state }) => state !== "dropped")) return invoice;
  const nowMs = sandbox.clock.nowMs();
  const periods = Math.floor((nowMs - fiatUpdatedAtMs) / repriceEveryMs);
  if (periods < 1 && !opened) return invoice;
  const atMs = opened ? nowMs : fiatUpdatedAtMs + periods * repriceEveryMs;
  return sandbox.store.invoices.update(invoice.id, {
    amount: sandbox.rates.toCrypto(fiatAmount, fiatCurrency, invoice.currency, atMs),
    fiatUpdatedAtMs: atMs,
  });
}
