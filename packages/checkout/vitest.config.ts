import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      { test: { name: "unit", include: ["src/**/*.test.ts", "test/*.test.ts"], testTimeout: 20_000 } },
      {
        test: {
          name: "browser",
          include: ["test/browser/*.test.ts"],
          globalSetup: "test/browser/global-setup.ts",
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // One browser at a time is what a machine with two cores has room for.
          fileParallelism: false,
        },
      },
      {
        test: { name: "nextjs", include: ["test/nextjs/*.test.ts"], testTimeout: 60_000, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
