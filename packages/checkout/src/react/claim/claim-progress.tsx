import { useEffect, useRef } from "react";
import type { ClaimState } from "../../claim/claim.ts";
import { type StateAppearance, StateBanner } from "../ui/state-banner.tsx";
import { useMessages } from "../ui/use-messages.ts";

type ProgressState = Exclude<ClaimState, "open">;

export const claimAppearance: Record<ProgressState, StateAppearance> = {
  link_invalid: { tone: "warn", icon: "warn", title: "claimUnknownLink", hint: "claimUnknownLinkHint" },
  given: { tone: "good", icon: "good", title: "claimReceived", hint: "claimReceivedHint" },
  in_progress: { tone: "info", icon: "work", motion: "spin", title: "claimInProgress", hint: "claimInProgressHint" },
  completed: { tone: "good", icon: "good", title: "claimCompleted", hint: "claimCompletedHint" },
  canceled: { tone: "warn", icon: "warn", title: "claimClosed", hint: "claimClosedHint" },
};

interface ClaimProgressProps {
  state: ProgressState;
  /** The shopper has just submitted the form, which had the focus. */
  takesFocus: boolean;
}

/** The state of a refund once the store has the shopper's address. */
export function ClaimProgress({ state, takesFocus }: ClaimProgressProps) {
  const { messages, announce } = useMessages();
  const heading = useRef<HTMLHeadingElement>(null);
  const announced = useRef(takesFocus ? undefined : state);
  const appearance = claimAppearance[state];

  useEffect(() => {
    if (announced.current === state) return;
    if (announced.current === undefined) heading.current?.focus();
    announced.current = state;
    announce(`${messages[appearance.title]}. ${messages[appearance.hint]}`);
  }, [state, announce, messages, appearance]);

  return <StateBanner appearance={appearance} headingRef={heading} />;
}
