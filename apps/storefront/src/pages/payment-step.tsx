import { CalypsoPayment, createMedusaBackend, type Flow, findPaymentSession } from "@calypso-commerce/checkout";
import { useMemo, useState } from "react";
import { useLook } from "../demo/look-context.tsx";
import { settings } from "../settings.ts";
import type { Cart } from "../shop/sdk.ts";

interface PaymentStepProps {
  cart: Cart;
  onOrder: (orderId: string) => void;
}

/** Two ways to pay with crypto: here, to an address, or on the vendor's page. */
export function PaymentStep({ cart, onOrder }: PaymentStepProps) {
  const look = useLook();
  const session = findPaymentSession(cart.payment_collection);
  const [flow, setFlow] = useState<Flow>(session?.payment.flow ?? "invoice");
  const backend = useMemo(
    () => createMedusaBackend({ url: settings.medusaUrl, publishableKey: settings.publishableKey, cartId: cart.id }),
    [cart.id],
  );

  return (
    <>
      <fieldset className="options">
        <legend className="hidden">Way to pay</legend>
        <label>
          <input type="radio" name="flow" checked={flow === "invoice"} onChange={() => setFlow("invoice")} />
          <span>
            Crypto, from your wallet
            <small>Amount, address and QR code right here</small>
          </span>
        </label>
        <label>
          <input type="radio" name="flow" checked={flow === "widget"} onChange={() => setFlow("widget")} />
          <span>
            Crypto, on Calypso Pay’s page
            <small>Choose the currency there and come back</small>
          </span>
        </label>
      </fieldset>
      <CalypsoPayment
        backend={backend}
        session={session?.payment.flow === flow ? session : null}
        flow={flow}
        widgetMode={look.widgetMode}
        messages={look.messages}
        theme={look.theme}
        amountDue={{ amount: String(cart.total), currency: cart.currency_code }}
        onOrder={(order) => onOrder(order.id)}
      />
    </>
  );
}
