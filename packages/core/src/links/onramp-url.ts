import { CalypsoArgumentError } from "../errors.ts";
import * as decimal from "../money/decimal.ts";

export interface OnrampUrlOptions {
  /** The merchant's account. */
  account: string;
  /** Received from the API for one launch of the widget. */
  widgetKey: string;
  /** Code of the cryptocurrency that the merchant receives. */
  currency: string;
  /** Where the shopper returns to. */
  returnUrl: string;
  /** Shown with the order. */
  description: string;
  /** The merchant's own id, of an order for instance. */
  merchantExternalId?: string;
  /** In the cryptocurrency. Without it, the shopper enters the amount. */
  amount?: string;
  /** Base URL of the pay pages. @default "https://pay.calypso.finance" */
  payUrl?: string;
}

/**
 * The address of the on-ramp widget, in which a shopper pays in fiat and the merchant receives crypto.
 *
 * @throws {CalypsoArgumentError} for a missing parameter, or an amount that isn't a decimal above zero.
 * Source: documentation, "Onramp widget", "The widget URL". (Its example lacks an `&`.)
 */
export function onrampUrl({ payUrl = "https://pay.calypso.finance", amount, ...rest }: OnrampUrlOptions): string {
  const { account, widgetKey, currency, returnUrl, description, merchantExternalId } = rest;
  const required = { account, widgetKey, currency, returnUrl, description };
  for (const [path, value] of Object.entries(required)) {
    if (typeof value !== "string" || value.trim() === "")
      throw new CalypsoArgumentError(`${path} is missing`, { path });
  }
  if (amount !== undefined && !(decimal.isDecimal(amount) && decimal.isPositive(amount))) {
    throw new CalypsoArgumentError("the amount must be a decimal string above zero", { path: "amount" });
  }
  const query = new URLSearchParams(required);
  if (merchantExternalId !== undefined) query.set("merchantExternalId", merchantExternalId);
  if (amount !== undefined) query.set("amount", amount);
  return `${payUrl.replace(/\/+$/, "")}/onramp?${query}`;
}
