import "./apply-migrations.ts";
import { afterEach, vi } from "vitest";
import { removeTenants } from "./relay.ts";

afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  await removeTenants();
});
