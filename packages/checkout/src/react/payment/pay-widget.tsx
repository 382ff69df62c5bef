import type { Payment } from "../../payment/payment.ts";
import { useMessages } from "../ui/use-messages.ts";

export const popupFeatures = "popup,width=480,height=760";

/** How Calypso's hosted page opens: in this tab, in the component, or in a window of its own. */
export type WidgetMode = "redirect" | "iframe" | "popup";

/** Link to Calypso's hosted page, on which the shopper chooses a currency and pays. */
export function PayWidget({ payment, mode }: { payment: Payment; mode: WidgetMode }) {
  const { messages } = useMessages();
  const { payUrl } = payment;
  if (!payUrl) return null;
  if (mode === "iframe") {
    return (
      <iframe
        src={payUrl}
        title={messages.payPageTitle}
        allow="clipboard-write"
        referrerPolicy="origin"
        data-testid="pay-page"
      />
    );
  }
  // A link in either case, so that it works without scripts and with popups blocked.
  return (
    <a
      className="button primary"
      href={payUrl}
      data-testid="open-pay-page"
      {...(mode === "popup" && {
        target: "_blank",
        rel: "noopener",
        onClick: (event) => {
          const popup = window.open(payUrl, "calypso-pay", popupFeatures);
          if (popup) event.preventDefault();
        },
      })}
    >
      {payment.outcome === "waiting" ? messages.openPayPage : messages.payPageReopen}
    </a>
  );
}
