import { useEffect, useRef } from "react";
import { canStart, isOfOrder } from "../backend/can-start.ts";
import type { CheckoutBackend, SessionChange } from "../backend/checkout-backend.ts";
import type { CheckoutError } from "../backend/checkout-error.ts";
import { en } from "../messages/en.ts";
import { formatFiat } from "../messages/format-fiat.ts";
import type { Flow, PaymentSession } from "../payment/payment.ts";
import type { PaymentStore } from "../store/payment-store.ts";
import { CurrencyChoice } from "./payment/currency-choice.tsx";
import { OrderLink } from "./payment/order-link.tsx";
import { confirmationAppearance } from "./payment/outcome-appearance.ts";
import { popupFeatures, type WidgetMode } from "./payment/pay-widget.tsx";
import { PaymentProgress } from "./payment/payment-progress.tsx";
import { ProblemNote } from "./payment/problem-note.tsx";
import { SurplusNote } from "./payment/surplus-note.tsx";
import { type AppearanceProps, Frame } from "./ui/frame.tsx";
import { StateBanner } from "./ui/state-banner.tsx";
import { usePaymentStore } from "./use-payment-store.ts";

/** @typeParam Order The order as the backend's `complete` returns it. */
export interface CalypsoPaymentProps<Order = unknown> extends AppearanceProps {
  /** The calls to the store: `createMedusaBackend(…)`, or functions of your own. May be a new object on each render. */
  backend: CheckoutBackend<Order>;
  /**
   * The cart's payment session, from `findPaymentSession(cart.payment_collection)`. It is shown at once, without a
   * request. `null`: the cart has none. `undefined`: the component looks it up.
   */
  session?: PaymentSession | null | undefined;
  /** `invoice`: pay to an address shown here. `widget`: pay on Calypso's hosted page. @default "invoice" */
  flow?: Flow | undefined;
  /** How the hosted page opens. @default "redirect" */
  widgetMode?: WidgetMode | undefined;
  /** The cart's total, shown until a session has the amount. `amount` is a decimal string in major units. */
  amountDue?: { amount: string; currency: string } | undefined;
  /** The order already exists: only show its payment, on a confirmation page. @default false */
  orderPlaced?: boolean | undefined;
  /**
   * Called once, when the order exists. Show the confirmation page. If it throws or its promise rejects, the shopper sees
   * the order's number and a button that calls it again.
   */
  onOrder?: (order: Order) => unknown;
  /** Address of an order's page, for a link if `onOrder` fails or is missing. */
  orderUrl?: ((order: Order) => string) | undefined;
  /** Called when the cart's payment session is `started`, `replaced` or `ended`. A page that caches the cart reloads it. */
  onSession?: (change: SessionChange, session: PaymentSession | undefined) => void;
  /** Called with every failed call, for logs. The shopper sees a text. */
  onError?: (error: CheckoutError) => void;
}

/**
 * The payment option of a checkout, from the choice of a currency to the order.
 *
 * It starts over if the cart (`backend.cartId`), `amountDue` or `flow` changes, and shows another `session` when the
 * page passes one.
 *
 * @example
 * <CalypsoPayment
 *   backend={createMedusaBackend({ url, publishableKey, cartId: cart.id })}
 *   amountDue={{ amount: String(cart.total), currency: cart.currency_code }}
 *   onOrder={(order) => showOrder(order.id)}
 * />
 */
export function CalypsoPayment<Order = unknown>(props: CalypsoPaymentProps<Order>) {
  const { backend, amountDue, flow = "invoice" } = props;
  const orderPlaced = props.orderPlaced || isOfOrder(backend);
  const key = [
    backend.cartId,
    backend.orderId,
    backend.collectionId,
    amountDue?.amount,
    amountDue?.currency,
    flow,
    orderPlaced,
  ].join(" ");
  return <KeyedPayment key={key} {...props} orderPlaced={orderPlaced} />;
}

/** The payment of one cart at one amount. */
function KeyedPayment<Order>(props: CalypsoPaymentProps<Order>) {
  const { flow = "invoice", widgetMode = "redirect", orderPlaced = false, messages = en, amountDue } = props;
  const [store, snapshot] = usePaymentStore<Order>({
    backend: props.backend,
    session: props.session,
    orderPlaced,
    onOrder: (order) => props.onOrder?.(order),
    onSession: (change, session) => props.onSession?.(change, session),
    onError: (error) => props.onError?.(error),
  });
  const { step, starting, session, problem } = snapshot;
  const payment = session?.payment;
  const heading = useRef<HTMLHeadingElement>(null);
  const acted = useRef(false);

  // The pressed button has disappeared: move the focus to the heading of what replaced it.
  useEffect(() => {
    if (!acted.current || starting || step === "loading") return;
    acted.current = false;
    heading.current?.focus();
  }, [step, starting]);

  function act(work: () => unknown) {
    acted.current = true;
    work();
  }

  // Most orders of a shop are paid otherwise: nothing flashes up for them.
  const payable = canStart(props.backend, orderPlaced);
  if (step === "absent" || (step === "loading" && props.backend.orderId !== undefined && !payable)) return null;

  const due =
    payment?.fiatAmount && payment.fiatCurrency
      ? formatFiat(payment.fiatAmount, payment.fiatCurrency, messages.locale)
      : amountDue && formatFiat(amountDue.amount, amountDue.currency.toUpperCase(), messages.locale);
  const choosing = step === "choosing";
  const outcome = payment?.outcome ?? "unknown";
  const paid = !payable || step === "placed" || outcome === "settled";
  const title = payable ? messages.title : messages.titlePlaced;

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
        <button type="button" className="link" onClick={() => act(store.keepCurrency)} data-testid="back">
          {messages.back}
        </button>
      )}

      {step === "paying" && (
        <PaymentProgress
          snapshot={snapshot}
          store={store}
          widgetMode={widgetMode}
          payable={payable}
          act={act}
          headingRef={heading}
        />
      )}
      {step === "paying" && outcome === "settled" && !orderPlaced && !problem && (
        <p className="muted" data-testid="placing-order">
          {messages.placingOrder}
        </p>
      )}
      {step === "placed" && (
        <StateBanner appearance={confirmationAppearance(payment)} headingRef={heading}>
          {payment?.surplusAmount && <SurplusNote payment={payment} />}
          <OrderLink order={snapshot.order} href={snapshot.order && props.orderUrl?.(snapshot.order)} />
        </StateBanner>
      )}
    </Frame>
  );
}

/** Starts a session and opens its hosted page. */
async function openPayPage(store: Pick<PaymentStore, "start" | "getSnapshot">, mode: WidgetMode) {
  // Browsers allow a popup only while they handle the click. Its address follows.
  const popup = mode === "popup" ? window.open("", "calypso-pay", popupFeatures) : null;
  await store.start({ flow: "widget" });
  const { payUrl } = store.getSnapshot().session?.payment ?? {};
  if (!payUrl) return popup?.close();
  if (popup) popup.location.href = payUrl;
  else if (mode === "redirect") window.location.assign(payUrl);
}
