import { formatMoney } from "../shop/money.ts";

interface SumsProps {
  of: { item_total: number; shipping_total: number; total: number; currency_code: string };
  /** No way to ship has been chosen yet. */
  shippingOpen?: boolean;
}

export function Sums({ of, shippingOpen = false }: SumsProps) {
  return (
    <dl className="sums">
      <dt>Goods</dt>
      <dd>{formatMoney(of.item_total, of.currency_code)}</dd>
      <dt>Delivery</dt>
      <dd>{shippingOpen ? "chosen next" : formatMoney(of.shipping_total, of.currency_code)}</dd>
      <dt className="total">Total</dt>
      <dd className="total" data-testid="total">
        {formatMoney(of.total, of.currency_code)}
      </dd>
    </dl>
  );
}
