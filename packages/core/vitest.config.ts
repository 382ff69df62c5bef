import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "#hmac": new URL("./src/crypto/hmac.node.ts", import.meta.url).pathname } },
  test: { include: ["src/**/*.test.ts", "test/**/*.test.ts"] },
});
