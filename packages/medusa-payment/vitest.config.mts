import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globals: true,
    include: ["unit-tests/**/*.test.ts", "integration-tests/**/*.test.ts"],
    globalSetup: "./integration-tests/support/build-plugin.ts",
    setupFiles: ["./integration-tests/support/setup.ts"],
    // Medusa is one per process, and its runner makes and drops databases.
    fileParallelism: false,
    // The runner's note that its connections end when it restores the database.
    onConsoleLog: (log) => !log.includes("Connection ended unexpectedly"),
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
});
