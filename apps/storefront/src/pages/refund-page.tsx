import { createMedusaClaimBackend, RefundClaim } from "@calypso-commerce/checkout";
import { useAppearance } from "../demo/appearance-provider.tsx";
import { settings } from "../settings.ts";

/** The page behind the claim link of a refund. */
export function RefundPage({ token }: { token: string }) {
  const appearance = useAppearance();
  return (
    <main className="wide narrow">
      <h1>Your refund</h1>
      <RefundClaim
        backend={createMedusaClaimBackend({ url: settings.medusaUrl, publishableKey: settings.publishableKey, token })}
        messages={appearance.messages}
        theme={appearance.theme}
      />
    </main>
  );
}
