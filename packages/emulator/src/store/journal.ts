import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import type { ChangeListener } from "./collection.ts";

/** A change of an entity; without `entity` it was removed. */
export type Change = readonly [collection: string, id: string, entity?: unknown];

export interface Journal {
  readonly changed: ChangeListener;
  close(): void;
}

const defaultCompactAfterBytes = 32 * 1024 * 1024;

/**
 * Reads the changes in a journal file, oldest first. A last line that was cut off when its process was killed is ignored:
 * no answer depended on it yet.
 *
 * @throws Error when the file isn't a journal.
 */
export function readJournal(file: string): Change[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  const changes: Change[] = [];
  // The text after the last line break is empty, or cut off.
  for (const [index, line] of lines.slice(0, -1).entries()) {
    try {
      changes.push(...(JSON.parse(line) as Change[]));
    } catch (cause) {
      throw new Error(`${file} is not an emulator's file, or damaged: line ${index + 1} can't be read`, { cause });
    }
  }
  return changes;
}

/**
 * Writes every change to a file. The changes of one synchronous step form one line, written before anything is answered,
 * so that a killed process keeps a step entirely or not at all. The file is rewritten as a snapshot at the start and after
 * `compactAfterBytes`.
 *
 * @param snapshot - the current entities, as changes.
 * @param compactAfterBytes - how much is appended before the file is rewritten. Default 32 MiB.
 * @throws Error when the file can't be written.
 */
export function createJournal(
  file: string,
  snapshot: () => Iterable<Change>,
  compactAfterBytes = defaultCompactAfterBytes,
): Journal {
  let descriptor = -1;
  let writtenBytes = 0;
  let pending: Change[] = [];

  const rewrite = (): void => {
    const temporary = `${file}.${process.pid}.tmp`;
    // The file holds keys: only its owner may read it.
    const next = openSync(temporary, "w", 0o600);
    for (const change of snapshot()) writeSync(next, `${JSON.stringify([change])}\n`);
    fsyncSync(next);
    renameSync(temporary, file);
    if (descriptor !== -1) closeSync(descriptor);
    descriptor = next;
    writtenBytes = 0;
  };

  const flush = (): void => {
    if (descriptor === -1 || pending.length === 0) return;
    const line = `${JSON.stringify(pending)}\n`;
    pending = [];
    writtenBytes += writeSync(descriptor, line);
    if (writtenBytes > compactAfterBytes) rewrite();
  };

  rewrite();
  return {
    changed(collection, id, entity) {
      if (pending.length === 0) queueMicrotask(flush);
      pending.push(entity === undefined ? [collection, id] : [collection, id, entity]);
    },
    close() {
      flush();
      closeSync(descriptor);
      descriptor = -1;
    },
  };
}
