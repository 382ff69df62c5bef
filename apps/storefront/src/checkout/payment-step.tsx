import { CalypsoPayment, createMedusaBackend, type Flow, findPaymentSession } from "@calypso-commerce/checkout";
import { useMemo, useState } from "react";
import { useAppearance } from "../demo/appearance-provider.tsx";
import { settings } from "../settings.ts";
import type { Cart } from "../store/sdk.ts";

interface PaymentStepProps {
  cart: Cart;
  onOrder: (orderId: string) => void;
}

/** Two ways to pay with crypto: to an address shown here, or on Calypso's hosted page. */
export function PaymentStep({ cart, onOrder }: PaymentStepProps) {
  const appearance = useAppearance();
  const session = findPaymentSession(cart.payment_collection);
  const [flow, setFlow] = useState<Flow>(session?.payment.flow ?? "invoice");
  const backend = useMemo(
    () => createMedusaBackend({ url: settings.medusaUrl, publishableKey: settings.publishableKey, cartId: cart.id }),
    [cart.id],
  );

  return (
    <>
      <fieldset className="options">
        <legend className="hidden">How to pay</legend>
        <label>
          <input type="radio" name="flow" checked={flow === "invoice"} onChange={() => setFlow("invoice")} />
          <span>
            Crypto, from your wallet
            <small>Amount, address and QR code on this page</small>
          </span>
        </label>
        <label>
          <input type="radio" name="flow" checked={flow === "widget"} onChange={() => setFlow("widget")} />
          <span>
            Crypto, on Calypso Pay’s page
            <small>Choose a currency there, then return here</small>
          </span>
        </label>
      </fieldset>
      <CalypsoPayment
        backend={backend}
        session={session?.payment.flow === flow ? session : null}
        flow={flow}
        widgetMode={appearance.widgetMode}
        messages={appearance.messages}
        theme={appearance.theme}
        amountDue={{ amount: String(cart.total), currency: cart.currency_code }}
        onOrder={(order) => onOrder(order.id)}
      />
    </>
  );
}
