import { type FormEvent, useId, useState } from "react";
import type { CheckoutError } from "../../backend/checkout-error.ts";
import type { Claim } from "../../claim/claim.ts";
import { useMessages } from "../ui/use-messages.ts";

interface ClaimFormProps {
  claim: Claim;
  submitting: boolean;
  error: CheckoutError | undefined;
  onSubmit: (destination: string) => Promise<void>;
}

/** The address, and a box to tick because a payout can't be reversed. */
export function ClaimForm({ claim, submitting, error, onSubmit }: ClaimFormProps) {
  const { messages, format } = useMessages();
  const id = useId();
  const [address, setAddress] = useState("");
  const [confirmed, setConfirmed] = useState(false);
  const [missing, setMissing] = useState<"address" | "confirm">();
  const { symbol: coin, network: name, tokenStandard } = claim.currency;
  const network = tokenStandard ? `${name} (${tokenStandard})` : name;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (submitting) return;
    const form = event.currentTarget;
    const lacks = address.trim() === "" ? "address" : confirmed ? undefined : "confirm";
    setMissing(lacks);
    if (lacks) form.querySelector<HTMLInputElement>(`[name="${lacks}"]`)?.focus();
    else void onSubmit(address.trim());
  }

  const addressError =
    missing === "address"
      ? messages.claimAddressMissing
      : error?.code === "refused"
        ? format("claimAddressRefused", { coin, network })
        : undefined;

  return (
    <form onSubmit={submit} noValidate>
      <p className="note">{messages.claimIntro}</p>
      <div className="input">
        <label htmlFor={`${id}-address`}>{format("claimAddress", { coin })}</label>
        <input
          id={`${id}-address`}
          name="address"
          type="text"
          dir="ltr"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={address}
          onChange={(event) => setAddress(event.target.value)}
          aria-invalid={addressError !== undefined}
          aria-describedby={`${id}-hint ${id}-error`}
        />
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
      {error && error.code !== "refused" && (
        <p className="note bad" role="alert" data-testid="problem">
          {messages.problemClaim}
        </p>
      )}
      <button type="submit" className="primary" aria-disabled={submitting} data-testid="claim-submit">
        {submitting ? messages.claimSubmitting : messages.claimSubmit}
      </button>
    </form>
  );
}
