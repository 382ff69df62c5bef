import { type Ref, useEffect, useRef } from "react";
import { symbolOf } from "../payment/currency-code.ts";
import { compareDecimals } from "../payment/decimal.ts";
import type { PaymentSnapshot, PaymentStore } from "../payment/payment-store.ts";
import { useWords } from "./context.ts";
import { Countdown } from "./countdown.tsx";
import { outcomeLooks } from "./outcome-looks.ts";
import { PayInvoice } from "./pay-invoice.tsx";
import { PayWidget, type WidgetMode } from "./pay-widget.tsx";
import { StateBanner } from "./state-banner.tsx";

interface PayingProps {
  snapshot: PaymentSnapshot;
  store: PaymentStore;
  widgetMode: WidgetMode;
  orderPlaced: boolean;
  /** Runs what the shopper asked for, and moves the focus to what it leads to. */
  act: (work: () => unknown) => void;
  headingRef: Ref<HTMLHeadingElement>;
}

/** A session's payment, from the first look at the address to the money in full. */
export function Paying({ snapshot, store, widgetMode, orderPlaced, act, headingRef }: PayingProps) {
  const { messages, say, announce } = useWords();
  const { session, previousAmount } = snapshot;
  const outcome = session?.payment.outcome ?? "unknown";
  const look = outcomeLooks[outcome];
  const told = useRef(outcome);

  useEffect(() => {
    if (told.current === outcome) return;
    told.current = outcome;
    announce(`${messages[look.title]}. ${messages[look.hint]}`);
  }, [outcome, announce, messages, look]);

  if (!session) return null;
  const { payment } = session;
  const coin = payment.symbol ?? symbolOf(payment.cryptoCurrency ?? "");
  const isMissing = payment.remainingAmount !== undefined && compareDecimals(payment.remainingAmount, "0") > 0;
  const wantsMoney = outcome === "waiting" || (outcome === "underpaid" && isMissing);
  const showPage =
    payment.flow === "widget" && (!payment.address || (widgetMode === "iframe" && outcome === "waiting"));
  const canRenew = !orderPlaced && (outcome === "expired" || outcome === "declined");

  return (
    <>
      <StateBanner look={look} headingRef={headingRef}>
        {(outcome === "underpaid" || outcome === "overpaid" || outcome === "late") && payment.receivedAmount && (
          <dl className="sums">
            <dt>{messages.received}</dt>
            <dd dir="ltr" data-testid="received">
              {payment.receivedAmount} {coin}
            </dd>
            {outcome === "underpaid" && isMissing && (
              <>
                <dt>{messages.remaining}</dt>
                <dd dir="ltr" data-testid="remaining">
                  {payment.remainingAmount} {coin}
                </dd>
              </>
            )}
          </dl>
        )}
      </StateBanner>

      {previousAmount && payment.cryptoAmount && (
        <div className="note warn row" role="alert" data-testid="amount-changed">
          <span>
            {say("amountChanged", {
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

      {(wantsMoney || canRenew) && (
        <div className={canRenew ? "actions" : "foot"}>
          {wantsMoney && payment.expiresAtMs !== undefined && <Countdown untilMs={payment.expiresAtMs} />}
          {outcome === "expired" && !orderPlaced && (
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
          {(outcome === "waiting" || canRenew) && !orderPlaced && payment.flow === "invoice" && (
            <button type="button" className="link" onClick={() => act(store.change)} data-testid="another-currency">
              {messages.anotherCurrency}
            </button>
          )}
        </div>
      )}
    </>
  );
}
