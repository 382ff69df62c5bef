import { externalPostgres } from "@calypso-commerce/testkit/postgres";
import { testResults } from "@calypso-commerce/testkit/root";
import { type Stack, type StackOptions, startStack } from "@calypso-commerce/tools/stack/stack";
import { createSteps } from "@calypso-commerce/tools/stack/steps";
import { inject } from "vitest";

/** The whole stack on a copy of the seeded database. Its logs go to `.test-results/<name>`. */
export function startTestStack(name: string, options: Partial<StackOptions> = {}): Promise<Stack> {
  return startStack({
    steps: createSteps(),
    timeScale: 0.002,
    logDir: testResults(name),
    database: testDatabase(),
    ...options,
  });
}

/** The seeded database that each test's stack copies. */
export function testDatabase(): NonNullable<StackOptions["database"]> {
  return { server: externalPostgres(inject("postgresUrl")), template: inject("templateDatabase") };
}
