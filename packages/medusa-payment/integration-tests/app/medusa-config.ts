import { join } from "node:path";
import { defineConfig, Modules } from "@medusajs/framework/utils";

const packageRoot = join(__dirname, "../..");
const { withCalypso } = require(join(packageRoot, ".medusa/server/src/config.js"));

const config = withCalypso(
  {
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
for (const provider of config.modules[Modules.PAYMENT].options.providers) {
  provider.resolve = join(packageRoot, ".medusa/server/src/providers/calypso");
}

module.exports = defineConfig(config);
