import { useState } from "react";
import { CalypsoPayment, parsePayment, RefundClaim, type WidgetMode } from "../../../src/index.ts";
import { ar, de, en } from "../../../src/locales.ts";
import { createFakeBackend, createFakeClaimBackend, type FakeShop, payments } from "./scenarios.ts";

export interface PageProps {
  /** The query: `scene`, `locale`, `theme`, `flow`, `widget`, `placed`. */
  query: string;
  shop: FakeShop;
}

/** One component in one scene, as a shop would use it. */
export function Page({ query, shop }: PageProps) {
  const params = new URLSearchParams(query);
  const scene = params.get("scene") ?? "choose";
  const messages = { ar, de, en }[params.get("locale") ?? "en"];
  const theme = (params.get("theme") ?? "auto") as "auto" | "light" | "dark";
  const payment = payments[scene];
  const [backend] = useState(() => createFakeBackend(shop));
  const [claimBackend] = useState(() => createFakeClaimBackend(scene, shop));
  const [order, setOrder] = useState("");

  return (
    <main>
      <h1>Gallery</h1>
      <button type="button">Before</button>
      {scene.startsWith("claim") ? (
        <RefundClaim backend={claimBackend} messages={messages} theme={theme} />
      ) : (
        <CalypsoPayment
          backend={backend}
          session={
            payment ? { id: "payses_1", payment: parsePayment(payment) } : scene === "loading" ? undefined : null
          }
          flow={scene === "widget" || params.get("flow") === "widget" ? "widget" : "invoice"}
          widgetMode={(params.get("widget") ?? "redirect") as WidgetMode}
          orderPlaced={params.has("placed")}
          messages={messages}
          theme={theme}
          amountDue={{ amount: "28.9", currency: "eur" }}
          onOrder={(placed) => setOrder((placed as { id: string }).id)}
        />
      )}
      <button type="button">After</button>
      <p data-testid="placed-order">{order}</p>
    </main>
  );
}
