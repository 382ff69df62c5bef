import { CalypsoArgumentError } from "../errors.ts";
import type { CreateMassPayout } from "../operations/payouts/mass-payout-schemas.ts";
import { massPayoutLimit } from "./mass-payout-limit.ts";

/**
 * Splits a mass payout of any length into requests of the size that its currency allows, keeping the rows' order.
 *
 * @param idempotencyKey gives the key of part 1, 2, …: always the same UUID when the same payout is split again
 * @throws {CalypsoArgumentError} if two parts have the same key: the second would not be paid.
 * @example
 * const parts = splitMassPayout({ currency: "BTC", name: "Salaries", massAddresses }, (part) => keys[part]);
 * for (const part of parts) await client.payout.createMass(part);
 */
export function splitMassPayout(
  payout: Omit<CreateMassPayout, "idempotencyKey">,
  idempotencyKey: (part: number, parts: number) => string,
): CreateMassPayout[] {
  const limit = massPayoutLimit(payout.currency);
  const parts = Math.ceil(payout.massAddresses.length / limit);
  const result = Array.from({ length: parts }, (_, index) => ({
    ...payout,
    name: parts === 1 ? payout.name : `${payout.name} (${index + 1}/${parts})`,
    massAddresses: payout.massAddresses.slice(index * limit, (index + 1) * limit),
    idempotencyKey: idempotencyKey(index + 1, parts),
  }));
  if (new Set(result.map((part) => part.idempotencyKey)).size !== parts) {
    throw new CalypsoArgumentError("two parts of a mass payout have the same idempotency key", {
      path: "idempotencyKey",
    });
  }
  return result;
}
