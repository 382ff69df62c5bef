import { formatMoney } from "../shop/money.ts";
import type { Cart, Order } from "../shop/sdk.ts";
import { Picture } from "./picture.tsx";

type Lines = NonNullable<Cart["items"]> | NonNullable<Order["items"]>;

/** What is being bought, to read. */
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
