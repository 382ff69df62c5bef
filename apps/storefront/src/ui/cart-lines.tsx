import { formatMoney } from "../store/format-money.ts";
import type { Cart, Order } from "../store/sdk.ts";
import { Picture } from "./picture.tsx";

type Lines = NonNullable<Cart["items"]> | NonNullable<Order["items"]>;

/** The lines of a cart or an order, read-only. */
export function CartLines({ items, currency }: { items: Lines; currency: string }) {
  return (
    <ul className="lines">
      {items.map((item) => (
        <li key={item.id}>
          <Picture handle={item.product_handle} title="" size={56} />
          <span>
            {item.product_title}
            <small>
              {item.variant_title} · {item.quantity}
            </small>
          </span>
          <span className="number">{formatMoney(item.unit_price * item.quantity, currency)}</span>
        </li>
      ))}
    </ul>
  );
}
