import { CalypsoPayment, createMedusaBackend, type Flow, findPaymentSession } from "@calypso-commerce/checkout";
import { useMemo, useState } from "react";
import { useAppearance } from "../demo/appearance-provider.tsx";
import { settings } from "../settings.ts";
import type { Cart } from "../store/sdk.ts";

interface PaymentStepProps {
  cart: Cart;
  onOrder: (orderId: string) => void;
}

const ways: [flow: Flow, name: string, detail: string][] = [
  ["invoice", "Crypto, from your wallet", "Amount, address and QR code on this page"],
  ["widget", "Crypto, on Calypso Pay’s page", "Choose a currency there, then return here"],
];

/** Two ways to pay with crypto: to an address shown here, or on Calypso's hosted page. */
export function PaymentStep({ cart, onOrder }: PaymentStepProps) {
  const appearance = useAppearance();
  const session = findPaymentSession(cart.payment_collection);
  const [flow, setFlow] = useState<Flow>(session?.payment.flow ?? "invoice");
  const [folded, setFolded] = useState(session !== undefined);
  const backend = useMemo(
    () => createMedusaBackend({ url: settings.medusaUrl, publishableKey: settings.publishableKey, cartId: cart.id }),
    [cart.id],
  );

  return (
    <>
      {folded ? (
        <p className="chosen">
          {ways.find(([each]) => each === flow)?.[1]}
          <button type="button" className="link" onClick={() => setFolded(false)} data-testid="change-way">
            Change
          </button>
        </p>
      ) : (
        <fieldset className="options">
          <legend className="hidden">How to pay</legend>
          {ways.map(([each, name, detail]) => (
            <label key={each}>
              <input type="radio" name="flow" checked={flow === each} onChange={() => setFlow(each)} />
              <span>
                {name}
                <small>{detail}</small>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <CalypsoPayment
        backend={backend}
        session={session?.payment.flow === flow ? session : null}
        flow={flow}
        widgetMode={appearance.widgetMode}
        messages={appearance.messages}
        theme={appearance.theme}
        amountDue={{ amount: String(cart.total), currency: cart.currency_code }}
        supportEmail="help@ogygia.example"
        // The shopper has decided: the amount and the address matter now.
        onSession={(change) => setFolded(change !== "ended")}
        onOrder={(order) => onOrder(order.id)}
      />
    </>
  );
}
