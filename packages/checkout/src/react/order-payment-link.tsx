import { useCallback, useEffect, useRef, useState } from "react";
import { type CheckoutError, toCheckoutError } from "../backend/checkout-error.ts";
import type { LinkBackend } from "../link/create-medusa-link-backend.ts";
import type { LinkStatus, PaymentLink } from "../link/payment-link.ts";
import { en } from "../messages/en.ts";
import { fill } from "../messages/fill.ts";
import type { Flow } from "../payment/payment.ts";
import { CalypsoPayment } from "./calypso-payment.tsx";
import { type AppearanceProps, Frame } from "./ui/frame.tsx";
import { type StateAppearance, StateBanner } from "./ui/state-banner.tsx";

export interface OrderPaymentLinkProps extends AppearanceProps {
  /** The calls to the store: `createMedusaLinkBackend(…)`. A backend with another token starts over. */
  backend: LinkBackend;
  /** @default "invoice" */
  flow?: Flow | undefined;
  /** Called with every failed call, for logs. The shopper sees a text. */
  onError?: (error: CheckoutError) => void;
}

const unusable: StateAppearance = {
  tone: "warn",
  icon: "warn",
  title: "claimUnknownLink",
  hint: "claimUnknownLinkHint",
};

/** What is shown in place of a payment. */
const closed: Partial<Record<LinkStatus, StateAppearance>> = {
  paid: { tone: "good", icon: "good", title: "linkPaid", hint: "linkPaidHint" },
  canceled: { tone: "warn", icon: "warn", title: "linkCanceled", hint: "linkCanceledHint" },
  expired: unusable,
};

/**
 * The page behind a payment link: what an order still owes, and how to pay it.
 *
 * @example
 * <OrderPaymentLink backend={createMedusaLinkBackend({ url, publishableKey, token: location.hash.slice(1) })} />
 */
export function OrderPaymentLink(props: OrderPaymentLinkProps) {
  return <KeyedLink key={props.backend.linkToken} {...props} />;
}

/** The link of one token. */
function KeyedLink(props: OrderPaymentLinkProps) {
  const { backend, messages = en, onError } = props;
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const [link, setLink] = useState<PaymentLink>();
  const [error, setError] = useState<CheckoutError>();
  const load = useCallback(async (signal: AbortSignal) => {
    setError(undefined);
    try {
      const loaded = await latest.current.backend.link(signal);
      if (!signal.aborted) setLink(loaded);
    } catch (thrown) {
      if (signal.aborted) return;
      const reported = toCheckoutError(thrown);
      setError(reported);
      latest.current.onError?.(reported);
    }
  }, []);
  useEffect(() => {
    const controller = new AbortController();
    void load(controller.signal);
    return () => controller.abort();
  }, [load]);

  const isUnknown = error?.code === "not_found";
  const appearance = isUnknown ? unusable : link && closed[link.status];
  if (link && !appearance) {
    return (
      <CalypsoPayment
        {...props}
        backend={backend}
        session={link.session ?? null}
        amountDue={{ amount: link.amount, currency: link.currency }}
        {...(onError && { onError })}
      />
    );
  }
  return (
    <Frame
      {...props}
      messages={messages}
      label={messages.title}
      testId="calypso-payment-link"
      state={isUnknown ? "link_invalid" : (link?.status ?? "loading")}
      busy={!link && !error}
    >
      <div className="head">
        <h2>{link?.orderNumber ? fill(messages.orderNumber, { number: link.orderNumber }) : messages.title}</h2>
      </div>
      {!link && !error && <p className="muted">{messages.loading}</p>}
      {appearance && <StateBanner appearance={appearance} />}
      {error && !isUnknown && (
        <div className="note bad row" role="alert" data-testid="problem">
          <span>{messages.problemResume}</span>
          <button type="button" onClick={() => void load(new AbortController().signal)}>
            {messages.retry}
          </button>
        </div>
      )}
    </Frame>
  );
}
