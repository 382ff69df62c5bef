import type { ReactNode } from "react";

/** One sentence in place of what isn't there, or not yet. */
export function Notice({ children, tone = "plain" }: { children: ReactNode; tone?: "plain" | "bad" }) {
  return (
    <p className={`notice ${tone}`} role={tone === "bad" ? "alert" : undefined}>
      {children}
    </p>
  );
}
