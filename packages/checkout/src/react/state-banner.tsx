import type { ReactNode, Ref } from "react";
import type { Messages } from "../messages/messages.ts";
import { useWords } from "./context.ts";
import { Sign, type SignName } from "./signs.tsx";

export interface StateLook {
  tone: "info" | "good" | "warn" | "bad";
  sign: SignName;
  motion?: "spin" | "pulse";
  title: keyof Messages;
  hint: keyof Messages;
}

interface StateBannerProps {
  look: StateLook;
  /** Receives the focus when what had it is gone. */
  headingRef?: Ref<HTMLHeadingElement>;
  children?: ReactNode;
}

/** In one glance: how things stand, and whether there is anything to do. */
export function StateBanner({ look, headingRef, children }: StateBannerProps) {
  const { messages } = useWords();
  return (
    <div className={`state ${look.tone}`}>
      <Sign name={look.sign} className={`sign ${look.motion ?? ""}`} />
      <div>
        <h3 ref={headingRef} tabIndex={-1} data-testid="state-title">
          {messages[look.title]}
        </h3>
        <p>{messages[look.hint]}</p>
        {children}
      </div>
    </div>
  );
}
