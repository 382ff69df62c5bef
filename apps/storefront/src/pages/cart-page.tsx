import { useState } from "react";
import { Link } from "wouter";
import { formatMoney } from "../store/format-money.ts";
import { useStore } from "../store/store-provider.tsx";
import { Notice } from "../ui/notice.tsx";
import { Picture } from "../ui/picture.tsx";
import { Totals } from "../ui/totals.tsx";

export function CartPage() {
  const { cart, region, setQuantity } = useStore();
  const [busy, setBusy] = useState(false);
  const items = cart?.items ?? [];

  async function change(lineId: string, quantity: number) {
    if (busy) return;
    setBusy(true);
    try {
      await setQuantity(lineId, quantity);
    } finally {
      setBusy(false);
    }
  }

  return (
    <main className="wide narrow">
      <h1>Your cart</h1>
      {items.length === 0 && (
        <Notice>
          Your cart is empty. <Link href="/">Browse the shop</Link>
        </Notice>
      )}
      {cart && items.length > 0 && (
        <>
          <ul className="lines large" data-testid="cart-lines">
            {items.map((item) => (
              <li key={item.id}>
                <Picture handle={item.product_handle} title="" size={84} />
                <span>
                  <Link href={`/products/${item.product_handle}`}>{item.product_title}</Link>
                  <small>{item.variant_title}</small>
                  <span className="quantity">
                    <button
                      type="button"
                      aria-label={`Remove one ${item.product_title}`}
                      onClick={() => change(item.id, item.quantity - 1)}
                    >
                      −
                    </button>
                    <span aria-live="polite">{item.quantity}</span>
                    <button
                      type="button"
                      aria-label={`Add one ${item.product_title}`}
                      onClick={() => change(item.id, item.quantity + 1)}
                    >
                      +
                    </button>
                  </span>
                </span>
                <span className="number">{formatMoney(item.unit_price * item.quantity, region.currency_code)}</span>
              </li>
            ))}
          </ul>
          <Totals of={cart} shippingOpen={(cart.shipping_methods?.length ?? 0) === 0} />
          <Link href="/checkout" className="button primary" data-testid="to-checkout">
            Check out
          </Link>
        </>
      )}
    </main>
  );
}
