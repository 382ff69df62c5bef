import { invoiceOutcome } from "@calypso-commerce/core";
import { decimal } from "@calypso-commerce/core/money";
import type { Invoice } from "@calypso-commerce/core/schemas";
import type { VendorClient } from "../../client/client-for";

/**
 * What was seen at an invoice's address, unconfirmed money included, in the invoice's currency. The invoice itself says only what was
 * received, so its deposits are read while money is on its way.
 */
export async function seenAmount(client: VendorClient, invoice: Invoice): Promise<string> {
  const { outcome, received, remaining } = invoiceOutcome(invoice);
  const isOnItsWay = outcome === "detected" || outcome === "held";
  if (!isOnItsWay || remaining === undefined || remaining === "0") return received;
  const amounts: string[] = [];
  for await (const deposit of client.invoice.listDeposits({ id: invoice.id, pageSize: 100 }))
    amounts.push(deposit.amount);
  return decimal.max(received, decimal.sum(amounts));
}
