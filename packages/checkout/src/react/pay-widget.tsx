import type { Payment } from "../payment/payment.ts";
import { useWords } from "./context.ts";

export const popupFeatures = "popup,width=480,height=760";

/** How the vendor's hosted page is shown. */
export type WidgetMode = "redirect" | "iframe" | "popup";

/** The way to the vendor's hosted page, on which the shopper chooses a currency and pays. */
export function PayWidget({ payment, mode }: { payment: Payment; mode: WidgetMode }) {
  const { messages } = useWords();
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
  // A link in either case: it works without scripts, and where a popup is blocked.
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
