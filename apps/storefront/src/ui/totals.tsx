import { formatMoney } from "../store/format-money.ts";

interface TotalsProps {
  of: { item_total: number; shipping_total: number; total: number; currency_code: string };
  /** No delivery option has been chosen yet. */
  shippingOpen?: boolean;
}

export function Totals({ of, shippingOpen = false }: TotalsProps) {
  return (
    <dl className="sums">
      <dt>Subtotal</dt>
      <dd>{formatMoney(of.item_total, of.currency_code)}</dd>
      <dt>Delivery</dt>
      <dd>{shippingOpen ? "at the next step" : formatMoney(of.shipping_total, of.currency_code)}</dd>
      <dt className="total">Total</dt>
      <dd className="total" data-testid="total">
        {formatMoney(of.total, of.currency_code)}
      </dd>
    </dl>
  );
}
