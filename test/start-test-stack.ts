import { externalPostgres } from "@calypso-commerce/testkit/postgres";
import { type Stack, type StackOptions, startStack } from "@calypso-commerce/tools/stack/stack";
import { createSteps } from "@calypso-commerce/tools/stack/steps";
import { inject } from "vitest";

/** The whole stack on a copy of the seeded database; `name` is the folder of its logs below .test-results. */
export function startTestStack(name: string, options: Partial<StackOptions> = {}): Promise<Stack> {
  return startStack({
    steps: createSteps(),
    timeScale: 0.002,
    logDir: `${import.meta.dirname}/../.test-results/${name}`,
    database: testDatabase(),
    ...options,
  });
}

/** The seeded database that each test's stack copies. */
export function testDatabase(): NonNullable<StackOptions["database"]> {
  return { server: externalPostgres(inject("postgresUrl")), template: inject("templateDatabase") };
}
