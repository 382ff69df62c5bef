import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/**/*.{browser,nextjs}.test.ts", "**/node_modules/**"],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: "browser",
          include: ["test/**/*.browser.test.ts"],
          globalSetup: "test/support/browser/global-setup.ts",
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // A machine with two cores has room for one browser at a time.
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "nextjs",
          include: ["test/**/*.nextjs.test.ts"],
          testTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
