import { useEffect, useState } from "react";
import { CalypsoPayment, OrderPaymentLink, parsePayment, RefundClaim, type WidgetMode } from "../../../../src/index.ts";
import { ar, de, en } from "../../../../src/locales.ts";
import {
  type BackendState,
  type CartProps,
  createFakeBackend,
  createFakeClaimBackend,
  createFakeLinkBackend,
} from "./fake-backend.ts";
import { paymentScenes } from "./scenes.ts";

export interface PageProps {
  /** The query: `scene`, `locale`, `theme`, `flow`, `widget`, `placed`. */
  query: string;
  state: BackendState;
}

/** One component in one scene, as a storefront would use it. */
export function Page({ query, state }: PageProps) {
  const params = new URLSearchParams(query);
  const scene = params.get("scene") ?? "choose";
  const messages = { ar, de, en }[params.get("locale") ?? "en"];
  const theme = (params.get("theme") ?? "auto") as "auto" | "light" | "dark";
  const payment = paymentScenes[scene];
  const [backend] = useState(() => createFakeBackend(state));
  const [linkBackend] = useState(() => createFakeLinkBackend(scene, state));
  const [claimBackend] = useState(() => createFakeClaimBackend(scene, state));
  const [order, setOrder] = useState("");
  const [cart, setCart] = useState<CartProps>({
    session: payment ? { id: "payses_1", payment: parsePayment(payment) } : scene === "loading" ? undefined : null,
    amount: "28.9",
  });
  useEffect(() => {
    state.changeCart = (change) => setCart((before) => ({ ...before, ...change }));
  }, [state]);

  return (
    <main>
      <h1>Gallery</h1>
      <button type="button">Before</button>
      {scene.startsWith("link") ? (
        <OrderPaymentLink backend={linkBackend} messages={messages} theme={theme} />
      ) : scene.startsWith("claim") ? (
        <RefundClaim backend={{ ...claimBackend, token: cart.token }} messages={messages} theme={theme} />
      ) : (
        <CalypsoPayment
          backend={{ ...backend, cartId: cart.cartId }}
          session={cart.session}
          flow={scene === "widget" || params.get("flow") === "widget" ? "widget" : "invoice"}
          widgetMode={(params.get("widget") ?? "redirect") as WidgetMode}
          orderPlaced={params.has("placed")}
          messages={messages}
          theme={theme}
          amountDue={{ amount: cart.amount, currency: "eur" }}
          onOrder={({ id }) => setOrder(id)}
        />
      )}
      <button type="button">After</button>
      <p data-testid="placed-order">{order}</p>
    </main>
  );
}
