import { StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import type { BackendState } from "./fake-backend.ts";
import { Page } from "./page.tsx";
import { paymentScenes } from "./scenes.ts";

declare global {
  interface Window {
    backendState: BackendState;
    hydrationErrors: string[];
  }
}

const query = location.search;
const scene = new URLSearchParams(query).get("scene") ?? "choose";
window.backendState = { payment: { ...paymentScenes[scene] }, calls: [], failing: [] };
window.hydrationErrors = [];

hydrateRoot(
  document.getElementById("root") as HTMLElement,
  <StrictMode>
    <Page query={query} state={window.backendState} />
  </StrictMode>,
  { onRecoverableError: (error) => window.hydrationErrors.push(String(error)) },
);
