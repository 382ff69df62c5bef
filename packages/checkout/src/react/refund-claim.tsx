import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { CheckoutError } from "../backend/checkout-error.ts";
import type { ClaimBackend } from "../claim/claim-backend.ts";
import { createClaimStore } from "../claim/claim-store.ts";
import { en } from "../messages/en.ts";
import { formatFiat } from "../messages/format-fiat.ts";
import { ClaimForm } from "./claim/claim-form.tsx";
import { ClaimProgress, claimAppearance } from "./claim/claim-progress.tsx";
import { type AppearanceProps, Frame } from "./ui/frame.tsx";
import { StateBanner } from "./ui/state-banner.tsx";

export interface RefundClaimProps extends AppearanceProps {
  /**
   * The calls to the store: `createMedusaClaimBackend(…)`, or functions of your own. A backend with another `token`
   * starts over; any other new backend is ignored.
   */
  backend: ClaimBackend;
  /** Called with every failed call, for logs. The shopper sees a text. */
  onError?: (error: CheckoutError) => void;
}

/**
 * The page on which a shopper enters the address for a refund, and then sees how far the refund is.
 *
 * @example
 * <RefundClaim backend={createMedusaClaimBackend({ url, publishableKey, token })} />
 */
export function RefundClaim(props: RefundClaimProps) {
  return <KeyedRefundClaim key={props.backend.token} {...props} />;
}

/** The claim of one token. */
function KeyedRefundClaim(props: RefundClaimProps) {
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
  const isUnknown = loadError?.code === "not_found";

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
      state={isUnknown ? "link_invalid" : (claim?.state ?? "loading")}
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
      {isUnknown && <StateBanner appearance={claimAppearance.link_invalid} />}
      {loadError && !isUnknown && !claim && (
        <div className="note bad row" role="alert" data-testid="problem">
          <span>{messages.problemResume}</span>
          <button type="button" onClick={store.reload}>
            {messages.retry}
          </button>
        </div>
      )}
      {claim?.state === "open" && !isUnknown && (
        <ClaimForm claim={claim} submitting={submitting} error={submitError} onSubmit={submit} />
      )}
      {claim && claim.state !== "open" && !isUnknown && <ClaimProgress state={claim.state} takesFocus={submitted} />}
    </Frame>
  );
}
