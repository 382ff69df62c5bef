import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { ClaimState } from "../claim/claim.ts";
import type { ClaimBackend } from "../claim/claim-backend.ts";
import { createClaimStore } from "../claim/claim-store.ts";
import { en } from "../messages/en.ts";
import { formatFiat } from "../messages/format.ts";
import type { CheckoutError } from "../payment/checkout-error.ts";
import { ClaimForm } from "./claim-form.tsx";
import { useWords } from "./context.ts";
import { Frame, type LookProps } from "./frame.tsx";
import { StateBanner, type StateLook } from "./state-banner.tsx";

export interface RefundClaimProps extends LookProps {
  /** The calls to the shop: `createMedusaClaimBackend(…)`, or functions of your own. Read once. */
  backend: ClaimBackend;
  /** A call to the shop failed; the shopper has been told. For logs. */
  onError?: (error: CheckoutError) => void;
}

const looks: Record<Exclude<ClaimState, "open">, StateLook> = {
  link_over: { tone: "warn", sign: "warn", title: "claimUnknownLink", hint: "claimUnknownLinkHint" },
  given: { tone: "good", sign: "good", title: "claimReceived", hint: "claimReceivedHint" },
  in_progress: { tone: "info", sign: "work", motion: "spin", title: "claimInProgress", hint: "claimInProgressHint" },
  completed: { tone: "good", sign: "good", title: "claimCompleted", hint: "claimCompletedHint" },
  canceled: { tone: "warn", sign: "warn", title: "claimClosed", hint: "claimClosedHint" },
};

/** The page on which a shopper says where a refund shall go, and then sees how far it is. */
export function RefundClaim(props: RefundClaimProps) {
  const { messages = en } = props;
  const onError = useRef(props.onError);
  useEffect(() => {
    onError.current = props.onError;
  });
  const [store] = useState(() =>
    createClaimStore({ backend: props.backend, onError: (error) => onError.current?.(error) }),
  );
  const { claim, loadError, submitError, submitting } = useSyncExternalStore(
    store.subscribe,
    store.getSnapshot,
    store.getSnapshot,
  );
  const [submitted, setSubmitted] = useState(false);
  const lost = loadError?.code === "not_found";

  function submit(destination: string) {
    setSubmitted(true);
    return store.submit(destination);
  }

  return (
    <Frame
      {...props}
      messages={messages}
      label={messages.claimTitle}
      testId="calypso-refund-claim"
      state={lost ? "link_over" : (claim?.state ?? "loading")}
      busy={submitting || (!claim && !loadError)}
    >
      <div className="head">
        <h2>{messages.claimTitle}</h2>
        {claim && (
          <p className="due" data-testid="claim-amount">
            <span className="muted">{messages.claimAmount}</span>
            {formatFiat(claim.fiatAmount, claim.fiatCurrency, messages.locale)}
          </p>
        )}
      </div>
      {!claim && !loadError && <p className="muted">{messages.loading}</p>}
      {lost && <StateBanner look={looks.link_over} />}
      {loadError && !lost && !claim && (
        <div className="note bad row" role="alert" data-testid="problem">
          <span>{messages.problemResume}</span>
          <button type="button" onClick={store.reload}>
            {messages.retry}
          </button>
        </div>
      )}
      {claim?.state === "open" && !lost && (
        <ClaimForm claim={claim} submitting={submitting} error={submitError} onSubmit={submit} />
      )}
      {claim && claim.state !== "open" && !lost && <Progress state={claim.state} takesFocus={submitted} />}
    </Frame>
  );
}

interface ProgressProps {
  state: Exclude<ClaimState, "open">;
  /** The shopper has just sent the form. */
  takesFocus: boolean;
}

function Progress({ state, takesFocus }: ProgressProps) {
  const { messages, announce } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const told = useRef(takesFocus ? undefined : state);
  const look = looks[state];

  useEffect(() => {
    if (told.current === state) return;
    // The form that had the focus is gone.
    if (told.current === undefined) heading.current?.focus();
    told.current = state;
    announce(`${messages[look.title]}. ${messages[look.hint]}`);
  }, [state, announce, messages, look]);

  return <StateBanner look={look} headingRef={heading} />;
}
