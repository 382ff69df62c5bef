import { defineConfig } from "vitest/config";

/** Medusa against PostgreSQL and the emulator: one application at a time, since its runner creates and drops databases. */
export const integration = {
  globals: true,
  globalSetup: "./test/support/global-setup.ts",
  setupFiles: ["./test/support/setup.ts"],
  fileParallelism: false,
  testTimeout: 120_000,
  hookTimeout: 240_000,
};

export default defineConfig({
  test: {
    // The runner reports that its connections end when it restores the database.
    onConsoleLog: (log) => !log.includes("Connection ended unexpectedly"),
    projects: [
      { test: { name: "unit", globals: true, include: ["test/**/*.unit.test.ts"] } },
      {
        test: {
          ...integration,
          name: "integration",
          include: ["test/**/*.test.ts"],
          exclude: ["test/**/*.unit.test.ts"],
        },
      },
    ],
  },
});
