import { type CSSProperties, type ReactNode, useCallback, useState } from "react";
import { createPortal } from "react-dom";
import { styles } from "./styles.ts";

interface ShadowProps {
  children: ReactNode;
  /** What a server renders, and a page without JavaScript shows. */
  fallback: ReactNode;
  className?: string | undefined;
  style?: CSSProperties | undefined;
}

let sheet: CSSStyleSheet | undefined;

/** Renders its children into a shadow root, with the component's style sheet and none of the page's. */
export function Shadow({ children, fallback, className, style }: ShadowProps) {
  const [root, setRoot] = useState<ShadowRoot | null>(null);
  // State set while React attaches the ref is rendered before the browser paints: nothing flashes.
  const attach = useCallback((host: HTMLElement | null) => {
    if (!host) return;
    const shadow = host.shadowRoot ?? host.attachShadow({ mode: "open" });
    adopt(shadow);
    setRoot(shadow);
  }, []);

  return (
    <div ref={attach} className={className} style={style} data-calypso="">
      {fallback}
      {root && createPortal(children, root)}
    </div>
  );
}

/** A constructed sheet needs no `style-src 'unsafe-inline'` from the shop's content security policy. */
function adopt(shadow: ShadowRoot) {
  if (shadow.adoptedStyleSheets.length > 0) return;
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
  }
  shadow.adoptedStyleSheets = [sheet];
}
