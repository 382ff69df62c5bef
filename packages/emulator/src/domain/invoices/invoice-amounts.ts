import type { Sandbox } from "../../sandbox.ts";
import type { Deposit, Invoice } from "../../store/entities.ts";
import { Decimal, plain, sum } from "../../wire/decimal.ts";

const repriceEveryMs = 15 * 60_000;

export function depositsOf(sandbox: Sandbox, invoice: Invoice): readonly Deposit[] {
  return sandbox.store.deposits.by("invoiceId", invoice.id);
}

/** What was received for an invoice and confirmed: the vendor's `totalDebitAmount`. */
export function receivedFor(sandbox: Sandbox, invoice: Invoice): string {
  return sum(
    depositsOf(sandbox, invoice)
      .filter((deposit) => deposit.state === "confirmed")
      .map((deposit) => deposit.amount),
  );
}

/** What an exact payment would have to be now; null for an invoice without an amount. */
export function remainingFor(sandbox: Sandbox, invoice: Invoice): string | null {
  if (invoice.amount === null) return null;
  const seen = depositsOf(sandbox, invoice).filter(({ state }) => state !== "declined" && state !== "dropped");
  const rest = new Decimal(invoice.amount).minus(sum(seen.map((deposit) => deposit.amount)));
  return rest.gt(0) ? plain(rest) : "0";
}

/**
 * The invoice with its crypto amount as of now. A fiat invoice is recomputed every 15 minutes, and whenever its pay page
 * is opened (`opened`), as long as it waits and no money was seen that is still there. Nothing is told of it by webhook, so that looking on
 * reading is the same as a timer.
 */
export function repriced(sandbox: Sandbox, invoice: Invoice, opened = false): Invoice {
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
