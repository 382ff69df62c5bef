import type { Invoice } from "../../src/operations/invoices/invoice-schemas.ts";

/** An invoice over 10 USDT. */
export const invoice = (state: string, totalDebitAmount = "0", more: Partial<Invoice> = {}): Invoice => ({
  id: "i1",
  currency: "USDT",
  amount: "10",
  state: state as Invoice["state"],
  totalDebitAmount,
  ...more,
});
