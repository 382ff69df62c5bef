import { join } from "node:path";
import { defineConfig, FeatureFlag } from "@medusajs/framework/utils";

const packageRoot = join(__dirname, "../..");
const { withCalypso } = require(join(packageRoot, ".medusa/server/src/config.js"));

const { locking, redisUrl, rbac } = JSON.parse(process.env.TEST_MODULES ?? "{}");
if (rbac) {
  process.env.MEDUSA_FF_RBAC = "true";
  // Medusa's own flags are read after this file, which decides on the module.
  FeatureFlag.setFlag("rbac", true);
}
const lockingModule = {
  resolve: "@medusajs/medusa/locking",
  options: { providers: [{ id: "locking-postgres", resolve: "@medusajs/medusa/locking-postgres", is_default: true }] },
};

const redisModules = [
  { resolve: "@medusajs/medusa/event-bus-redis", options: { redisUrl } },
  { resolve: "@medusajs/medusa/workflow-engine-redis", options: { redis: { redisUrl } } },
  {
    resolve: "@medusajs/medusa/locking",
    options: {
      providers: [
        { resolve: "@medusajs/medusa/locking-redis", id: "locking-redis", is_default: true, options: { redisUrl } },
      ],
    },
  },
];

const config = withCalypso(
  {
    modules: [...(locking === "postgres" ? [lockingModule] : []), ...(redisUrl ? redisModules : [])],
    projectConfig: {
      http: {
        storeCors: "http://localhost:8000",
        adminCors: "http://localhost:9000",
        authCors: "http://localhost:9000",
        jwtSecret: "test",
        cookieSecret: "test",
      },
    },
  },
  JSON.parse(process.env.CALYPSO_OPTIONS ?? "{}"),
);

// A package can't be found by its own name from inside; an installed one can.
for (const plugin of config.plugins) plugin.resolve = packageRoot;
const payment = config.modules.find(({ resolve }: { resolve: string }) => resolve === "@medusajs/medusa/payment");
for (const provider of payment.options.providers) {
  provider.resolve = join(packageRoot, ".medusa/server/src/providers/calypso");
}

module.exports = defineConfig(config);
