import { type Ref, useEffect, useRef } from "react";
import { compareDecimals } from "../../amounts/compare-decimals.ts";
import { currencySymbol } from "../../amounts/currency-symbol.ts";
import type { Outcome } from "../../payment/payment.ts";
import type { PaymentSnapshot, PaymentStore } from "../../store/payment-store.ts";
import { Countdown } from "../ui/countdown.tsx";
import { StateBanner } from "../ui/state-banner.tsx";
import { useMessages } from "../ui/use-messages.ts";
import { EarlierPayments } from "./earlier-payments.tsx";
import { paymentAppearance } from "./outcome-appearance.ts";
import { PayInvoice } from "./pay-invoice.tsx";
import { PayWidget, type WidgetMode } from "./pay-widget.tsx";
import { PaymentSteps } from "./payment-steps.tsx";
import { Receipt } from "./receipt.tsx";
import { SurplusNote } from "./surplus-note.tsx";

/** Outcomes for which the shopper reads what was received. */
const withSums: readonly Outcome[] = ["underpaid", "overpaid", "intervention", "expired_partial", "late"];

interface PaymentProgressProps {
  snapshot: PaymentSnapshot;
  store: PaymentStore;
  widgetMode: WidgetMode;
  /** The shopper may start another session. */
  payable: boolean;
  /** Runs the shopper's action, then moves the focus to the new heading. */
  act: (work: () => unknown) => void;
  headingRef: Ref<HTMLHeadingElement>;
}

/** The payment of a session, until it is paid in full. */
export function PaymentProgress({ snapshot, store, widgetMode, payable, act, headingRef }: PaymentProgressProps) {
  const { messages, format, announce } = useMessages();
  const { session, previousAmount } = snapshot;
  const outcome = session?.payment.outcome ?? "unknown";
  const appearance = paymentAppearance(session?.payment);
  const announced = useRef(outcome);

  useEffect(() => {
    if (announced.current === outcome) return;
    announced.current = outcome;
    announce(`${messages[appearance.title]}. ${messages[appearance.hint]}`);
  }, [outcome, announce, messages, appearance]);

  if (!session) return null;
  const { payment } = session;
  const coin = payment.symbol ?? currencySymbol(payment.cryptoCurrency ?? "");
  const isMissing = payment.remainingAmount !== undefined && compareDecimals(payment.remainingAmount, "0") > 0;
  const wantsMoney = outcome === "waiting" || (outcome === "underpaid" && isMissing);
  const showPage =
    payment.flow === "widget" && (!payment.address || (widgetMode === "iframe" && outcome === "waiting"));
  const canRenew = payable && (outcome === "expired" || outcome === "declined");

  return (
    <>
      {wantsMoney && payment.expiresAtMs !== undefined && <Countdown untilMs={payment.expiresAtMs} />}
      <PaymentSteps payment={payment} />
      <StateBanner appearance={appearance} headingRef={headingRef} compact={outcome === "waiting"}>
        {withSums.includes(outcome) && payment.receivedAmount && (
          <dl className="sums">
            <dt>{messages.received}</dt>
            <dd dir="ltr" data-testid="received">
              {payment.receivedAmount} {coin}
            </dd>
            {(outcome === "underpaid" || outcome === "expired_partial") && isMissing && (
              <>
                <dt>{outcome === "underpaid" ? messages.remaining : messages.missing}</dt>
                <dd dir="ltr" data-testid="remaining">
                  {payment.remainingAmount} {coin}
                </dd>
              </>
            )}
          </dl>
        )}
        {payment.surplusAmount && <SurplusNote payment={payment} />}
      </StateBanner>

      {payment.earlierPayments && <EarlierPayments payments={payment.earlierPayments} />}

      {previousAmount && payment.cryptoAmount && (
        <div className="note warn row" role="alert" data-testid="amount-changed">
          <span>
            {format("amountChanged", {
              amount: `${payment.cryptoAmount} ${coin}`,
              before: `${previousAmount} ${coin}`,
            })}
          </span>
          <button type="button" onClick={store.acknowledgeAmount}>
            {messages.amountChangedOk}
          </button>
        </div>
      )}

      {wantsMoney && (showPage ? <PayWidget payment={payment} mode={widgetMode} /> : <PayInvoice payment={payment} />)}

      {outcome === "settled" && <Receipt payment={payment} />}

      {(wantsMoney || canRenew) && (
        <div className={canRenew ? "actions" : "foot"}>
          {outcome === "expired" && payable && (
            <button
              type="button"
              className="primary"
              aria-disabled={snapshot.starting}
              onClick={() => act(store.renew)}
              data-testid="renew"
            >
              {snapshot.starting ? messages.preparing : messages.newQuote}
            </button>
          )}
          {(outcome === "waiting" || canRenew) && payable && payment.flow === "invoice" && (
            <button
              type="button"
              className="link"
              onClick={() => act(store.changeCurrency)}
              data-testid="another-currency"
            >
              {messages.anotherCurrency}
            </button>
          )}
        </div>
      )}
    </>
  );
}
