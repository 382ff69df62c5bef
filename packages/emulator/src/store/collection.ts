import type { Entity } from "./entities.ts";

/** Called after each change; `entity` is undefined after a removal. */
export type ChangeListener = (collection: string, id: string, entity: unknown) => void;

export interface Collection<T extends Entity> {
  get(id: string): T | undefined;
  /** Entities with this value in `field`, oldest first. The field must be one of the collection's indexes. */
  by(field: keyof T & string, value: string): readonly T[];
  all(): T[];
  readonly size: number;
  insert(entity: T): T;
  /** Replaces the given fields and returns the new entity. @throws Error for an unknown id. */
  update(id: string, changes: Partial<T>): T;
  remove(id: string): void;
  clear(): void;
}

/** An insertion-ordered map of immutable entities with exact-match indexes. */
export function createCollection<T extends Entity>(
  name: string,
  indexes: readonly (keyof T & string)[],
  changed: ChangeListener,
): Collection<T> {
  const entities = new Map<string, T>();
  const indexed = new Map(indexes.map((field) => [field, new Map<unknown, Set<string>>()]));

  const index = (entity: T): void => {
    for (const [field, values] of indexed) {
      const ids = values.get(entity[field]);
      if (ids) ids.add(entity.id);
      else values.set(entity[field], new Set([entity.id]));
    }
  };
  const unindex = (entity: T): void => {
    for (const [field, values] of indexed) {
      const ids = values.get(entity[field]);
      ids?.delete(entity.id);
      if (ids?.size === 0) values.delete(entity[field]);
    }
  };

  return {
    get: (id) => entities.get(id),
    by(field, value) {
      const values = indexed.get(field);
      if (!values) throw new Error(`${name} has no index on ${field}`);
      return [...(values.get(value) ?? [])].map((id) => entities.get(id) as T);
    },
    all: () => [...entities.values()],
    get size() {
      return entities.size;
    },
    insert(entity) {
      if (entities.has(entity.id)) throw new Error(`${name} already has ${entity.id}`);
      entities.set(entity.id, entity);
      index(entity);
      changed(name, entity.id, entity);
      return entity;
    },
    update(id, changes) {
      const before = entities.get(id);
      if (!before) throw new Error(`${name} has no ${id}`);
      const after = { ...before, ...changes };
      const moves = indexes.some((field) => before[field] !== after[field]);
      if (moves) unindex(before);
      entities.set(id, after);
      if (moves) index(after);
      changed(name, id, after);
      return after;
    },
    remove(id) {
      const entity = entities.get(id);
      if (!entity) return;
      unindex(entity);
      entities.delete(id);
      changed(name, id, undefined);
    },
    clear() {
      for (const id of [...entities.keys()]) this.remove(id);
    },
  };
}
