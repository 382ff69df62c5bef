import { type CSSProperties, type ReactNode, useCallback, useMemo, useState } from "react";
import { en } from "../messages/en.ts";
import type { Messages } from "../messages/messages.ts";
import { createWords, WordsContext } from "./context.ts";
import { Shadow } from "./shadow.tsx";

/** What every component of this package takes. */
export interface LookProps {
  /** The words. @default English */
  messages?: Messages | undefined;
  /** `auto` follows the page's own `color-scheme`. @default "auto" */
  theme?: "auto" | "light" | "dark" | undefined;
  /** For the element that holds the component; its inside is styled with custom properties (`--calypso-…`). */
  className?: string | undefined;
  style?: CSSProperties | undefined;
}

interface FrameProps extends LookProps {
  children: ReactNode;
  /** Names the region for screen readers. */
  label: string;
  testId: string;
  /** Put on the frame for tests and styling, as `data-state`. */
  state: string;
  busy?: boolean;
}

/** The card around everything, with the words, the theme, and one live region for screen readers. */
export function Frame({ children, label, testId, state, busy, messages = en, theme, className, style }: FrameProps) {
  const [announcement, setAnnouncement] = useState("");
  const announce = useCallback((text: string) => setAnnouncement(text), []);
  const words = useMemo(() => createWords(messages, announce), [messages, announce]);

  return (
    <Shadow className={className} style={style} fallback={<p lang={messages.locale}>{messages.loading}</p>}>
      <WordsContext.Provider value={words}>
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
          </section>
          <div role="status" className="hidden" data-testid="announcement">
            {announcement}
          </div>
        </div>
      </WordsContext.Provider>
    </Shadow>
  );
}
