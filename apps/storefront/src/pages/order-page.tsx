import { CalypsoPayment, createMedusaBackend, findPaymentSession } from "@calypso-commerce/checkout";
import { Link } from "wouter";
import { useLook } from "../demo/look-context.tsx";
import { settings } from "../settings.ts";
import { type Order, sdk } from "../shop/sdk.ts";
import { useLoad } from "../shop/use-load.ts";
import { CartLines } from "../ui/cart-lines.tsx";
import { NoticePage } from "../ui/notice.tsx";
import { Sums } from "../ui/sums.tsx";

const backend = createMedusaBackend({ url: settings.medusaUrl, publishableKey: settings.publishableKey });

export function OrderPage({ id }: { id: string }) {
  const { data, error } = useLoad(id, () =>
    sdk.store.order.retrieve(id, { fields: "*payment_collections.payment_sessions" }),
  );
  if (error) {
    return (
      <NoticePage title="Sorry" tone="bad">
        The order couldn’t be loaded. Please reload the page.
      </NoticePage>
    );
  }
  if (!data) return <NoticePage title="Your order">Loading…</NoticePage>;
  return <Confirmation order={data.order} />;
}

function Confirmation({ order }: { order: Order }) {
  const look = useLook();
  const session = order.payment_collections?.map((each) => findPaymentSession(each)).find(Boolean);
  const address = order.shipping_address;
  return (
    <main className="wide narrow order" data-testid="order" data-order-id={order.id}>
      <h1>Thank you for your order</h1>
      <p className="lead">
        Order <strong data-testid="order-number">#{order.display_id}</strong> is on its way into our books. We’ll write
        to {order.email} when it ships.
      </p>
      {session && (
        <CalypsoPayment
          backend={backend}
          session={session}
          orderPlaced
          widgetMode={look.widgetMode}
          messages={look.messages}
          theme={look.theme}
        />
      )}
      <section className="summary" aria-label="What you ordered">
        <h2>What you ordered</h2>
        <CartLines items={order.items ?? []} currency={order.currency_code} />
        <Sums of={order} />
        {address && (
          <p className="address-lines">
            {address.first_name} {address.last_name}
            <br />
            {address.address_1}
            <br />
            {address.postal_code} {address.city}
          </p>
        )}
      </section>
      <p>
        <Link href="/">Back to the shop</Link>
      </p>
    </main>
  );
}
