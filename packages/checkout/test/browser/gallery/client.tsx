import { StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import { Page } from "./page.tsx";
import { type FakeShop, payments } from "./scenarios.ts";

declare global {
  interface Window {
    shop: FakeShop;
    hydrationErrors: string[];
  }
}

const query = location.search;
const scene = new URLSearchParams(query).get("scene") ?? "choose";
window.shop = { payment: { ...payments[scene] }, calls: [], failing: [] };
window.hydrationErrors = [];

hydrateRoot(
  document.getElementById("root") as HTMLElement,
  <StrictMode>
    <Page query={query} shop={window.shop} />
  </StrictMode>,
  { onRecoverableError: (error) => window.hydrationErrors.push(String(error)) },
);
