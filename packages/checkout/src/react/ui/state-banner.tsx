import type { ReactNode, Ref } from "react";
import type { Messages } from "../../messages/messages.ts";
import { Icon, type IconName } from "./icon.tsx";
import { useMessages } from "./use-messages.ts";

export interface StateAppearance {
  tone: "info" | "good" | "warn" | "bad";
  icon: IconName;
  motion?: "spin" | "pulse";
  title: keyof Messages;
  hint: keyof Messages;
}

interface StateBannerProps {
  appearance: StateAppearance;
  /** For moving the focus to the title when the focused element disappears. */
  headingRef?: Ref<HTMLHeadingElement>;
  children?: ReactNode;
  /** A line instead of a box, where something else on the page matters more. */
  compact?: boolean;
}

/** The current state, and what the shopper has to do. */
export function StateBanner({ appearance, headingRef, children, compact = false }: StateBannerProps) {
  const { messages } = useMessages();
  return (
    <div className={`state ${appearance.tone} ${compact ? "compact" : ""}`}>
      <Icon name={appearance.icon} className={`state-icon ${appearance.motion ?? ""}`} />
      <div>
        <h3 ref={headingRef} tabIndex={-1} data-testid="state-title">
          {messages[appearance.title]}
        </h3>
        <p>{messages[appearance.hint]}</p>
        {children}
      </div>
    </div>
  );
}
