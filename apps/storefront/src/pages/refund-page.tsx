import { createMedusaClaimBackend, RefundClaim } from "@calypso-commerce/checkout";
import { useLook } from "../demo/look-context.tsx";
import { settings } from "../settings.ts";

/** Where the link leads that a shopper is sent for a refund. */
export function RefundPage({ token }: { token: string }) {
  const look = useLook();
  return (
    <main className="wide narrow">
      <h1>Your refund</h1>
      <RefundClaim
        backend={createMedusaClaimBackend({ url: settings.medusaUrl, publishableKey: settings.publishableKey, token })}
        messages={look.messages}
        theme={look.theme}
      />
    </main>
  );
}
