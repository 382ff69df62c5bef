import { createMedusaLinkBackend, OrderPaymentLink } from "@calypso-commerce/checkout";
import { useSyncExternalStore } from "react";
import { useAppearance } from "../demo/appearance-provider.tsx";
import { settings } from "../settings.ts";

/** The page behind the payment link of an order. The token is the address's fragment, which no server's log has. */
export function PayPage() {
  const appearance = useAppearance();
  const token = useSyncExternalStore(onHashChange, () => window.location.hash.slice(1));
  return (
    <main className="wide narrow">
      <h1>Pay your order</h1>
      <OrderPaymentLink
        backend={createMedusaLinkBackend({ url: settings.medusaUrl, publishableKey: settings.publishableKey, token })}
        messages={appearance.messages}
        theme={appearance.theme}
        supportEmail="help@ogygia.example"
      />
    </main>
  );
}

function onHashChange(callback: () => void): () => void {
  window.addEventListener("hashchange", callback);
  return () => window.removeEventListener("hashchange", callback);
}
