import { useEffect, useState } from "react";
import { Link, useLocation } from "wouter";
import { type Cart, sdk } from "../store/sdk.ts";
import { useStore } from "../store/store-provider.tsx";
import { CartLines } from "../ui/cart-lines.tsx";
import { NoticePage } from "../ui/notice.tsx";
import { Totals } from "../ui/totals.tsx";
import { AddressForm } from "./address-form.tsx";
import { CheckoutStep } from "./checkout-step.tsx";
import { DeliveryForm } from "./delivery-form.tsx";
import { PaymentStep } from "./payment-step.tsx";

type StepName = "address" | "delivery" | "payment";

export function CheckoutPage() {
  const { cart, completedCartId, leaveCart } = useStore();
  const [, navigate] = useLocation();

  function showOrder(orderId: string) {
    leaveCart();
    navigate(`/order/${orderId}`, { replace: true });
  }

  // The order was placed while the page was closed. Completing the cart again returns it.
  useEffect(() => {
    if (!completedCartId) return;
    void sdk.store.cart.complete(completedCartId).then((answer) => {
      if (answer.type === "order") showOrder(answer.order.id);
    });
  });

  if (completedCartId) return <NoticePage title="Your order">Loading…</NoticePage>;
  if (!cart?.items?.length) {
    return (
      <NoticePage title="Checkout">
        Your cart is empty. <Link href="/">Browse the shop</Link>
      </NoticePage>
    );
  }
  return <Checkout cart={cart} onOrder={showOrder} />;
}

function Checkout({ cart, onOrder }: { cart: Cart; onOrder: (orderId: string) => void }) {
  const { region, updateCart, chooseShipping } = useStore();
  const [wanted, setWanted] = useState<StepName>();
  const reached = furthestStep(cart);
  const step = wanted ?? reached;
  const address = cart.shipping_address;

  return (
    <main className="wide checkout">
      <div className="steps">
        <h1>Checkout</h1>
        <CheckoutStep
          number={1}
          title="Address"
          open={step === "address"}
          onEdit={reached === "address" ? undefined : () => setWanted("address")}
          summary={address?.address_1 && `${cart.email}, ${address.address_1}, ${address.postal_code} ${address.city}`}
        >
          <AddressForm
            key={region.id}
            cart={cart}
            region={region}
            onSave={async (change) => {
              await updateCart(change);
              setWanted(undefined);
            }}
          />
        </CheckoutStep>
        <CheckoutStep
          number={2}
          title="Delivery"
          open={step === "delivery"}
          onEdit={reached === "payment" ? () => setWanted("delivery") : undefined}
          summary={cart.shipping_methods?.[0]?.name}
        >
          <DeliveryForm
            cart={cart}
            onChoose={async (optionId) => {
              await chooseShipping(optionId);
              setWanted(undefined);
            }}
          />
        </CheckoutStep>
        <CheckoutStep number={3} title="Payment" open={step === "payment"}>
          <PaymentStep cart={cart} onOrder={onOrder} />
        </CheckoutStep>
      </div>
      <aside className="summary" aria-label="Your order">
        <h2>Your order</h2>
        <CartLines items={cart.items ?? []} currency={cart.currency_code} />
        <Totals of={cart} shippingOpen={!cart.shipping_methods?.length} />
      </aside>
    </main>
  );
}

/** The first incomplete step. */
function furthestStep(cart: Cart): StepName {
  if (!cart.email || !cart.shipping_address?.address_1) return "address";
  return cart.shipping_methods?.length ? "payment" : "delivery";
}
