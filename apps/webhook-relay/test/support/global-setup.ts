import type { TestProject } from "vitest/node";
import { startScriptedStore } from "./start-scripted-store.ts";

declare module "vitest" {
  interface ProvidedContext {
    storeUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const store = await startScriptedStore();
  project.provide("storeUrl", store.url);
  return () => store.close();
}
