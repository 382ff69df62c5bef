import { CalypsoPayment, createMedusaBackend, findPaymentSession } from "@calypso-commerce/checkout";
import { Link } from "wouter";
import { useAppearance } from "../demo/appearance-provider.tsx";
import { settings } from "../settings.ts";
import { type Order, sdk } from "../store/sdk.ts";
import { useLoad } from "../store/use-load.ts";
import { CartLines } from "../ui/cart-lines.tsx";
import { NoticePage } from "../ui/notice.tsx";
import { Totals } from "../ui/totals.tsx";

const backend = createMedusaBackend({ url: settings.medusaUrl, publishableKey: settings.publishableKey });

export function OrderPage({ id }: { id: string }) {
  const { data, error } = useLoad(id, () =>
    sdk.store.order.retrieve(id, { fields: "*payment_collections.payment_sessions" }),
  );
  if (error) {
    return (
      <NoticePage title="Sorry" tone="bad">
        We couldn’t load your order. Please reload the page.
      </NoticePage>
    );
  }
  if (!data) return <NoticePage title="Your order">Loading…</NoticePage>;
  return <Confirmation order={data.order} />;
}

function Confirmation({ order }: { order: Order }) {
  const appearance = useAppearance();
  const session = order.payment_collections?.map((each) => findPaymentSession(each)).find(Boolean);
  // An order may be placed before its money has settled, and the money may still be declined.
  const isPaid = !session || session.payment.outcome === "settled" || order.payment_status === "captured";
  const address = order.shipping_address;
  return (
    <main className="wide narrow order" data-testid="order" data-order-id={order.id}>
      <h1>{isPaid ? "Thank you for your order" : "We’ve received your order"}</h1>
      <p className="lead">
        Your order is <strong data-testid="order-number">#{order.display_id}</strong>.{" "}
        {isPaid
          ? `We’ll email ${order.email} when it ships.`
          : `It isn’t paid yet: see below. We’ll email ${order.email} about it.`}
      </p>
      {session && (
        <CalypsoPayment
          backend={backend}
          session={session}
          orderPlaced
          widgetMode={appearance.widgetMode}
          messages={appearance.messages}
          theme={appearance.theme}
        />
      )}
      <section className="summary" aria-label="What you ordered">
        <h2>What you ordered</h2>
        <CartLines items={order.items ?? []} currency={order.currency_code} />
        <Totals of={order} />
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
