import { decimal } from "@calypso-commerce/core/money";
import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { LEDGER } from "../modules/ledger/key";
import type { Actor } from "../modules/ledger/types";
import { notAllowed } from "../payment/not-allowed";
import { loadOrderBalance } from "../payment/order/load-order-balance";
import { signPaymentLink } from "./payment-link-token";

const DAY_MS = 24 * 60 * 60_000;

/** Where a shopper pays what an order still costs. */
export interface PaymentLink {
  url: string;
  /** Outstanding at the moment. The link asks for what is outstanding when it is opened. */
  amount: string;
  /** Upper case, as in EUR. */
  currency_code: string;
  expires_at: string;
}

/**
 * Creates a link to pay an order's, or a draft order's, outstanding amount. The token is the URL's fragment, which reaches no server's
 * log.
 *
 * @throws MedusaError if there is no page for links, or nothing to pay
 */
export async function createPaymentLink(
  container: MedusaContainer,
  orderId: string,
  actor: Actor,
): Promise<PaymentLink> {
  const ledger = container.resolve(LEDGER);
  const { checkout, credentials } = ledger.settings;
  if (!checkout.paymentLinkUrl) {
    throw notAllowed('there is no page for payment links; set the option "checkout.paymentLinkUrl"');
  }
  const balance = await loadOrderBalance(container, orderId);
  if (!balance) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Calypso: there is no order ${orderId}`);
  if (balance.isCanceled) throw notAllowed("the order is canceled");
  if (!decimal.isPositive(balance.outstanding)) throw notAllowed("the order has nothing outstanding");
  const expiresAt = new Date(Date.now() + checkout.paymentLinkDays * DAY_MS);
  const token = signPaymentLink(credentials.secretKey, { orderId, expiresAt });
  const data = { amount: balance.outstanding, expires_at: expiresAt.toISOString() };
  await ledger.audit.write({ subject_id: orderId, actor, action: "payment_link.created", data });
  return {
    url: `${checkout.paymentLinkUrl}#${token}`,
    amount: balance.outstanding,
    currency_code: balance.currencyCode.toUpperCase(),
    expires_at: expiresAt.toISOString(),
  };
}
