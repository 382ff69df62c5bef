import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import type { CheckoutError } from "../../backend/checkout-error.ts";
import type { Claim } from "../../claim/claim.ts";
import { useMessages } from "../ui/use-messages.ts";
import { ClaimReview } from "./claim-review.tsx";

interface ClaimFormProps {
  claim: Claim;
  submitting: boolean;
  error: CheckoutError | undefined;
  onSubmit: (destination: string) => Promise<void>;
}

/** The address with a box to tick, then a review of it, because a payout can't be reversed. */
export function ClaimForm({ claim, submitting, error, onSubmit }: ClaimFormProps) {
  const { messages, format } = useMessages();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [address, setAddress] = useState("");
  const [confirmed, setConfirmed] = useState(false);
  const [missing, setMissing] = useState<"address" | "confirm">();
  const [reviewing, setReviewing] = useState(false);
  const { symbol: coin, network: name, tokenStandard } = claim.currency;
  const network = tokenStandard ? `${name} (${tokenStandard})` : name;

  // The store refused the address: back to its field.
  useEffect(() => {
    if (error?.code === "refused") setReviewing(false);
  }, [error]);

  function review(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const lacks = address.trim() === "" ? "address" : confirmed ? undefined : "confirm";
    setMissing(lacks);
    if (lacks) form.querySelector<HTMLElement>(`[name="${lacks}"]`)?.focus();
    else setReviewing(true);
  }

  async function paste() {
    try {
      setAddress((await navigator.clipboard.readText()).trim());
    } catch {
      // Without permission the shopper pastes into the field.
    }
    field.current?.focus();
  }

  if (reviewing) {
    return (
      <ClaimReview
        claim={claim}
        address={address.trim()}
        network={network}
        submitting={submitting}
        failed={error !== undefined}
        onEdit={() => setReviewing(false)}
        onSubmit={() => onSubmit(address.trim())}
      />
    );
  }

  const addressError =
    missing === "address"
      ? messages.claimAddressMissing
      : error?.code === "refused"
        ? format("claimAddressRefused", { coin, network })
        : undefined;

  return (
    <form onSubmit={review} noValidate>
      <p className="note">{messages.claimIntro}</p>
      <div className="input">
        <label htmlFor={`${id}-address`}>{format("claimAddress", { coin })}</label>
        <div className="paste">
          <textarea
            ref={field}
            id={`${id}-address`}
            name="address"
            className="address"
            rows={2}
            dir="ltr"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            value={address}
            onChange={(event) => setAddress(event.target.value.replace(/\s/g, ""))}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              event.preventDefault();
              event.currentTarget.form?.requestSubmit();
            }}
            aria-invalid={addressError !== undefined}
            aria-describedby={`${id}-hint ${id}-error`}
          />
          <button type="button" onClick={() => void paste()} data-testid="claim-paste">
            {messages.claimPaste}
          </button>
        </div>
        <p id={`${id}-hint`} className="muted">
          {format("claimAddressHint", { network })}
        </p>
        <p id={`${id}-error`} className="error" role="alert" data-testid="claim-address-error">
          {addressError}
        </p>
      </div>
      <p className="note warn">{messages.claimExchangeWarning}</p>
      <label className="check">
        <input
          name="confirm"
          type="checkbox"
          checked={confirmed}
          onChange={(event) => setConfirmed(event.target.checked)}
          aria-invalid={missing === "confirm"}
          aria-describedby={`${id}-confirm-error`}
        />
        <span>{format("claimConfirm", { network })}</span>
      </label>
      <p id={`${id}-confirm-error`} className="error" role="alert">
        {missing === "confirm" && !confirmed ? messages.claimConfirmMissing : ""}
      </p>
      <button type="submit" className="primary" data-testid="claim-review">
        {messages.claimReview}
      </button>
    </form>
  );
}
