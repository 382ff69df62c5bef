// Writes openapi.json from the schemas; with --check it only says whether the file is current.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { Validator } from "@seriousme/openapi-schema-validator";
import type { GenericSchema } from "valibot";
import packageJson from "../package.json" with { type: "json" };
import type { EventType } from "../src/events/event-catalog.ts";
import type { Operation } from "../src/operations/operation.ts";
import * as schemas from "../src/schemas.ts";
import { describeEvent } from "./describe-event.ts";
import { readOperationComments } from "./operation-comments.ts";
import { createOperationDescriber } from "./operation-describer.ts";
import { wireSchema } from "./wire-schema.ts";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const target = path("../openapi.json");

/** `invoiceSchema` is the component `Invoice`. */
const named = new Map<unknown, string>(
  Object.entries(schemas)
    .filter(([name]) => name.endsWith("Schema"))
    .map(([name, schema]) => [schema, `${name.charAt(0).toUpperCase()}${name.slice(1, -"Schema".length)}`]),
);

const describeOperation = createOperationDescriber(named, readOperationComments(path("../src/operations")));

const paths: Record<string, Record<string, object>> = {};
for (const [name, operation] of Object.entries<Operation>(schemas.operations as never)) {
  paths[operation.path] = {
    ...paths[operation.path],
    [operation.method.toLowerCase()]: describeOperation(name, operation),
  };
}

const document = {
  openapi: "3.1.1",
  info: {
    title: "Calypso Pay",
    version: packageJson.version,
    description:
      "Generated from the schemas of @calypso-commerce/core, which follow Calypso's API reference. Not an official document. Amounts are JSON numbers of any length: read them from their text, never as doubles.",
    license: { name: "MIT", identifier: "MIT" },
  },
  servers: [{ url: "https://api.calypso.finance" }],
  security: [{ key: [], sign: [] }],
  paths,
  webhooks: Object.fromEntries(
    Object.keys(schemas.eventCatalog).map((type) => [type, describeEvent(type as EventType)]),
  ),
  components: {
    securitySchemes: {
      key: { type: "apiKey", in: "header", name: "Key", description: "Public API key" },
      sign: {
        type: "apiKey",
        in: "header",
        name: "Sign",
        description: "HMAC-SHA512 of the exact body with the secret key, in hex",
      },
    },
    schemas: Object.fromEntries(
      [...named]
        .map(([schema, name]) => [name, wireSchema(schema as GenericSchema, named)] as const)
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ),
  },
};

const result = await new Validator().validate(JSON.parse(JSON.stringify(document)));
if (!result.valid) throw new Error(`the document is no valid OpenAPI: ${JSON.stringify(result.errors).slice(0, 2000)}`);

const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
if (!values.check) {
  writeFileSync(target, `${JSON.stringify(document, null, 2)}\n`);
} else if (!isDeepStrictEqual(JSON.parse(readFileSync(target, "utf8")), JSON.parse(JSON.stringify(document)))) {
  console.error("openapi.json is not current: run `node scripts/openapi.ts` in packages/core");
  process.exitCode = 1;
}
