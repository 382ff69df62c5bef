import { useEffect, useRef } from "react";
import type { Claim } from "../../claim/claim.ts";
import { useMessages } from "../ui/use-messages.ts";

interface ClaimReviewProps {
  claim: Claim;
  address: string;
  network: string;
  submitting: boolean;
  failed: boolean;
  onEdit: () => void;
  onSubmit: () => Promise<void>;
}

/** The whole address once more, before it is final. */
export function ClaimReview({ claim, address, network, submitting, failed, onEdit, onSubmit }: ClaimReviewProps) {
  const { messages } = useMessages();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div data-testid="claim-review-step">
      <h3 ref={heading} tabIndex={-1}>
        {messages.claimReviewTitle}
      </h3>
      <p className="muted">{messages.claimReviewHint}</p>
      <p className="note address" data-testid="claim-reviewed-address">
        {address}
      </p>
      <p className="muted">
        {claim.currency.symbol} · {network}
      </p>
      {failed && (
        <p className="note bad" role="alert" data-testid="problem">
          {messages.problemClaim}
        </p>
      )}
      <div className="actions">
        <button
          type="button"
          className="primary"
          aria-disabled={submitting}
          onClick={() => {
            if (!submitting) void onSubmit();
          }}
          data-testid="claim-submit"
        >
          {submitting ? messages.claimSubmitting : messages.claimSubmit}
        </button>
        <button type="button" className="link" onClick={onEdit} data-testid="claim-edit">
          {messages.claimEdit}
        </button>
      </div>
    </div>
  );
}
