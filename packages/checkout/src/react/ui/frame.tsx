import { type CSSProperties, type ReactNode, useMemo, useState } from "react";
import { en } from "../../messages/en.ts";
import type { Messages } from "../../messages/messages.ts";
import { ShadowHost } from "./shadow-host.tsx";
import { createMessageContext, MessagesContext } from "./use-messages.ts";

/** The appearance of any component of this package. */
export interface AppearanceProps {
  /** The texts, in one language. @default English */
  messages?: Messages | undefined;
  /** `auto` follows the page's `color-scheme`. @default "auto" */
  theme?: "auto" | "light" | "dark" | undefined;
  /** Class of the element around the component. Custom properties (`--calypso-…`) style what is inside. */
  className?: string | undefined;
  /** Style of the element around the component. */
  style?: CSSProperties | undefined;
  /** The shop's contact page, linked below. */
  supportUrl?: string | undefined;
  /** The shop's email address, linked below if there is no `supportUrl`. */
  supportEmail?: string | undefined;
}

interface FrameProps extends AppearanceProps {
  children: ReactNode;
  /** Names the region for screen readers. */
  label: string;
  testId: string;
  /** Rendered as `data-state`, for tests and styling. */
  state: string;
  busy?: boolean;
}

/** The card around a component, with its messages, its theme, and a live region for screen readers. */
export function Frame(props: FrameProps) {
  const { children, label, testId, state, busy, messages = en, theme, className, style } = props;
  const contact = props.supportUrl ?? (props.supportEmail && `mailto:${props.supportEmail}`);
  const [announcement, setAnnouncement] = useState("");
  const context = useMemo(() => createMessageContext(messages, setAnnouncement), [messages]);

  return (
    <ShadowHost className={className} style={style} fallback={<p lang={messages.locale}>{messages.loading}</p>}>
      <MessagesContext.Provider value={context}>
        <div className="root" lang={messages.locale} dir={messages.dir} data-theme={theme ?? "auto"}>
          <section
            className="card"
            part="card"
            aria-label={label}
            aria-busy={busy}
            data-testid={testId}
            data-state={state}
          >
            {children}
            {contact && (
              <p className="contact">
                <a href={contact} data-testid="contact">
                  {messages.contactShop}
                </a>
              </p>
            )}
          </section>
          <div role="status" className="hidden" data-testid="announcement">
            {announcement}
          </div>
        </div>
      </MessagesContext.Provider>
    </ShadowHost>
  );
}
