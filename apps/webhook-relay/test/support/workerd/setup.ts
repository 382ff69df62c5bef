import "./apply-migrations.ts";
import { afterEach, vi } from "vitest";
import { removeStores } from "./relay.ts";

afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  await removeStores();
});
