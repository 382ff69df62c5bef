import { type CSSProperties, type ReactNode, useCallback, useState } from "react";
import { createPortal } from "react-dom";
import { styles } from "./styles.ts";

interface ShadowHostProps {
  children: ReactNode;
  /** Shown in server-rendered HTML and without JavaScript. */
  fallback: ReactNode;
  className?: string | undefined;
  style?: CSSProperties | undefined;
}

let sheet: CSSStyleSheet | undefined;

/** Renders its children into a shadow root with the component's own style sheet. */
export function ShadowHost({ children, fallback, className, style }: ShadowHostProps) {
  const [root, setRoot] = useState<ShadowRoot | null>(null);
  // React renders state set in a ref callback before the browser paints, so nothing flashes.
  const attach = useCallback((host: HTMLElement | null) => {
    if (!host) return;
    const shadow = host.shadowRoot ?? host.attachShadow({ mode: "open" });
    adoptStyles(shadow);
    setRoot(shadow);
  }, []);

  return (
    <div ref={attach} className={className} style={style} data-calypso="">
      {fallback}
      {root && createPortal(children, root)}
    </div>
  );
}

/** A constructed sheet works under a content security policy without `style-src 'unsafe-inline'`. */
function adoptStyles(shadow: ShadowRoot) {
  if (shadow.adoptedStyleSheets.length > 0) return;
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
  }
  shadow.adoptedStyleSheets = [sheet];
}
