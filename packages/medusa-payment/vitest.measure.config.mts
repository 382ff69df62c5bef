import { defineConfig } from "vitest/config";
import { integration } from "./vitest.config.mts";

/** Measurements: `vitest run -c vitest.measure.config.mts <name>`; each writes its figures as JSON to MEASURE_FILE. */
export default defineConfig({ test: { ...integration, include: ["test/measure/*.measure.ts"] } });
