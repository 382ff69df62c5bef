import { StrictMode, version } from "react";
import { renderToString } from "react-dom/server";
import { Page } from "./page.tsx";

export { version };

/** The page, rendered on a server. */
export function render(query: string): string {
  return renderToString(
    <StrictMode>
      <Page query={query} state={{ payment: {}, calls: [], failing: [] }} />
    </StrictMode>,
  );
}
