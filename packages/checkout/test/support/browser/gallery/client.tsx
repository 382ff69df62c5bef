import { StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import { Page } from "./page.tsx";
import { type BackendState, payments } from "./scenarios.ts";

declare global {
  interface Window {
    backendState: BackendState;
    hydrationErrors: string[];
  }
}

const query = location.search;
const scene = new URLSearchParams(query).get("scene") ?? "choose";
window.backendState = { payment: { ...payments[scene] }, calls: [], failing: [] };
window.hydrationErrors = [];

hydrateRoot(
  document.getElementById("root") as HTMLElement,
  <StrictMode>
    <Page query={query} state={window.backendState} />
  </StrictMode>,
  { onRecoverableError: (error) => window.hydrationErrors.push(String(error)) },
);
