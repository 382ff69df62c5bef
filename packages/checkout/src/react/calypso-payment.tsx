import { useEffect, useRef } from "react";
import { en } from "../messages/en.ts";
import { formatFiat } from "../messages/format.ts";
import type { CheckoutBackend } from "../payment/backend.ts";
import type { CheckoutError } from "../payment/checkout-error.ts";
import type { Flow, PaymentSession } from "../payment/payment.ts";
import type { PaymentStore } from "../payment/payment-store.ts";
import { CurrencyChoice } from "./currency-choice.tsx";
import { Frame, type LookProps } from "./frame.tsx";
import { placedLook } from "./outcome-looks.ts";
import { popupFeatures, type WidgetMode } from "./pay-widget.tsx";
import { Paying } from "./paying.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { StateBanner } from "./state-banner.tsx";
import { usePaymentStore } from "./use-payment-store.ts";

export interface CalypsoPaymentProps extends LookProps {
  /** The calls to the shop: `createMedusaBackend(…)`, or functions of your own. */
  backend: CheckoutBackend;
  /**
   * The cart's payment session where the page has it (`findPaymentSession(cart.payment_collection)`): shown at once,
   * without a request. null: there is none. undefined: the component looks it up. Read once.
   */
  session?: PaymentSession | null | undefined;
  /** `invoice`: pay to an address shown here. `widget`: pay on the vendor's hosted page. @default "invoice" */
  flow?: Flow | undefined;
  /** How the hosted page is shown. @default "redirect" */
  widgetMode?: WidgetMode | undefined;
  /** What the cart costs, shown until a session says it. `amount` is a decimal string. */
  amountDue?: { amount: string; currency: string } | undefined;
  /** The order exists already: show how far its payment is, on a confirmation page. @default false */
  orderPlaced?: boolean | undefined;
  /** The order is there: show the confirmation page. Called once. */
  onOrder?: (order: unknown) => void;
  /** A call to the shop failed; the shopper has been told. For logs. */
  onError?: (error: CheckoutError) => void;
}

/** The payment option of a checkout, from the choice of a currency to the order. */
export function CalypsoPayment(props: CalypsoPaymentProps) {
  const { flow = "invoice", widgetMode = "redirect", orderPlaced = false, messages = en, amountDue } = props;
  const [store, snapshot] = usePaymentStore({
    backend: props.backend,
    session: props.session,
    orderPlaced,
    onOrder: (order) => props.onOrder?.(order),
    onError: (error) => props.onError?.(error),
  });
  const { step, starting, session, problem } = snapshot;
  const payment = session?.payment;
  const heading = useRef<HTMLHeadingElement>(null);
  const acted = useRef(false);

  // The button that was pressed is gone: take the keyboard along to what came of it.
  useEffect(() => {
    if (!acted.current || starting || step === "loading") return;
    acted.current = false;
    heading.current?.focus();
  }, [step, starting]);

  function act(work: () => unknown) {
    acted.current = true;
    work();
  }

  const due =
    payment?.fiatAmount && payment.fiatCurrency
      ? formatFiat(payment.fiatAmount, payment.fiatCurrency, messages.locale)
      : amountDue && formatFiat(amountDue.amount, amountDue.currency.toUpperCase(), messages.locale);
  const choosing = step === "choosing";
  const outcome = payment?.outcome ?? "unknown";
  const paid = orderPlaced || step === "placed" || outcome === "settled";
  const title = orderPlaced ? messages.titlePlaced : messages.title;

  return (
    <Frame
      {...props}
      messages={messages}
      label={title}
      testId="calypso-payment"
      state={step === "paying" ? outcome : step}
      busy={step === "loading" || starting}
    >
      <div className="head">
        <h2 ref={choosing ? heading : undefined} tabIndex={-1}>
          {title}
        </h2>
        {due && (
          <p className="due" data-testid="amount-due">
            <span className="muted">{paid ? messages.amount : messages.amountDue}</span>
            {due}
          </p>
        )}
      </div>

      {problem && <ProblemNote problem={problem} onRetry={() => act(store.retry)} />}
      {snapshot.offline && (
        <p className="note warn" role="alert" data-testid="offline">
          {messages.offline}
        </p>
      )}

      {step === "loading" && !problem && <p className="muted">{messages.loading}</p>}

      {choosing && flow === "invoice" && snapshot.currencies && (
        <CurrencyChoice
          currencies={snapshot.currencies}
          busy={starting}
          onChoose={(cryptoCurrency) => act(() => store.start({ flow, cryptoCurrency }))}
        />
      )}
      {choosing && flow === "invoice" && !snapshot.currencies && !problem && (
        <p className="muted">{messages.loading}</p>
      )}
      {choosing && flow === "widget" && (
        <>
          <p className="note">{messages.payPageHint}</p>
          <button
            type="button"
            className="primary"
            aria-disabled={starting}
            onClick={() => act(() => openPayPage(store, widgetMode))}
            data-testid="continue"
          >
            {starting ? messages.preparing : messages.continue}
          </button>
        </>
      )}
      {choosing && session && (
        <button type="button" className="link" onClick={() => act(store.keep)} data-testid="back">
          {messages.back}
        </button>
      )}

      {step === "paying" && (
        <Paying
          snapshot={snapshot}
          store={store}
          widgetMode={widgetMode}
          orderPlaced={orderPlaced}
          act={act}
          headingRef={heading}
        />
      )}
      {step === "paying" && outcome === "settled" && !orderPlaced && !problem && (
        <p className="muted" data-testid="placing-order">
          {messages.placingOrder}
        </p>
      )}
      {step === "placed" && <StateBanner look={placedLook} headingRef={heading} />}
    </Frame>
  );
}

/** Starts a session and takes the shopper straight to its page. */
async function openPayPage(store: PaymentStore, mode: WidgetMode) {
  // A popup opens only while the click is being handled; its address follows.
  const popup = mode === "popup" ? window.open("", "calypso-pay", popupFeatures) : null;
  await store.start({ flow: "widget" });
  const { payUrl } = store.getSnapshot().session?.payment ?? {};
  if (!payUrl) return popup?.close();
  if (popup) popup.location.href = payUrl;
  else if (mode === "redirect") window.location.assign(payUrl);
}
