import { inject } from "vitest";
import { externalPostgres } from "../scripts/stack/postgres.ts";
import { type Stack, type StackOptions, startStack } from "../scripts/stack/stack.ts";
import { createSteps } from "../scripts/stack/steps.ts";

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
