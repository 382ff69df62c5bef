import { withCalypso } from "@calypso-commerce/medusa-payment/config";
import { defineConfig, loadEnv, Modules } from "@medusajs/framework/utils";
import { redisModules } from "./src/redis-modules";
import { calypsoOptions, readSettings } from "./src/settings";

loadEnv(process.env.NODE_ENV ?? "development", process.cwd());

const settings = readSettings(process.env);
const hasAdmin = settings.DISABLE_ADMIN === "false";
const ownOrigin = `http://localhost:${settings.PORT}`;

const config = {
  projectConfig: {
    databaseUrl: settings.DATABASE_URL,
    ...(settings.REDIS_URL && { redisUrl: settings.REDIS_URL }),
    http: {
      storeCors: settings.STORE_CORS ?? settings.STOREFRONT_URL,
      adminCors: settings.ADMIN_CORS ?? ownOrigin,
      authCors: settings.AUTH_CORS ?? `${ownOrigin},${settings.STOREFRONT_URL}`,
      jwtSecret: settings.JWT_SECRET,
      cookieSecret: settings.COOKIE_SECRET,
    },
  },
  admin: { disable: !hasAdmin },
  featureFlags: { caching: settings.REDIS_URL !== undefined },
  modules: [
    ...(settings.REDIS_URL ? redisModules(settings.REDIS_URL) : []),
    // Only Admin searches; without the index a migration takes a third less time.
    ...(hasAdmin ? [] : [{ key: Modules.SEARCH, disable: true }]),
  ],
};

const calypso = calypsoOptions(settings);

module.exports = defineConfig(calypso ? withCalypso(config, calypso) : config);
