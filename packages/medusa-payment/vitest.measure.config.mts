import { defineConfig, mergeConfig } from "vitest/config";
import base from "./vitest.config.mts";

/** Measurements: `vitest run -c vitest.measure.config.mts <name>`; each writes its figures as JSON to MEASURE_FILE. */
export default mergeConfig(
  defineConfig({ ...base, test: { ...base.test, include: [] } }),
  defineConfig({ test: { include: ["integration-tests/measure/*.measure.ts"] } }),
);
