import { notFound } from "../domain/emulator-error.ts";
import type { Collection } from "../store/collection.ts";

interface Keyed {
  readonly id: string;
  readonly idempotencyKey: string;
  readonly externalId: string | null;
}

/**
 * Finds an entity by its id, idempotency key or external id. Of several with one external id, the newest.
 *
 * @throws EmulatorError 404 when there is none.
 */
export function findByKey<T extends Keyed>(what: string, entities: Collection<T>, key: string): T {
  const found = entities.get(key) ?? entities.by("idempotencyKey", key).at(-1) ?? entities.by("externalId", key).at(-1);
  if (!found) throw notFound(`no ${what} has ${key} as id, idempotencyKey or externalId`);
  return found;
}
