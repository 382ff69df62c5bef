import { CalypsoStateError } from "../errors.ts";

/**
 * A state's row in a table.
 *
 * @param what the object, as in "the payout"
 * @throws {CalypsoStateError} code `unknown_state`: never taken for "still waiting".
 */
export function findState<Row>(table: Readonly<Record<string, Row>>, state: unknown, what: string): Row {
  if (typeof state === "string" && Object.hasOwn(table, state)) return table[state] as Row;
  throw new CalypsoStateError(
    `${what} is in a state unknown to this version (${describe(state)}): update the package`,
    { code: "unknown_state" },
  );
}

/** An unknown state for an error message: quoted only if it is a single short word. */
export const describe = (state: unknown): string =>
  typeof state === "string" && /^\w{1,40}$/.test(state) ? state : "not a word";
