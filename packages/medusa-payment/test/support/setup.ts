import { createRequire } from "node:module";

// Medusa requires an extensionless medusa-config, which is TypeScript here.
createRequire(import.meta.url)("ts-node").register({ transpileOnly: true });

// "localhost" and nothing else: for other hosts Medusa's runner turns TLS on.
process.env.DB_HOST ??= "localhost";
process.env.DB_PORT ??= "5432";
process.env.DB_USERNAME ??= "root";
process.env.DB_PASSWORD ??= "";
process.env.MEDUSA_DISABLE_TELEMETRY = "true";
process.env.LOG_LEVEL ??= "error";
