import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { type Collection, createCollection } from "../../src/store/collection.ts";
import { type Change, createJournal, type Journal, readJournal } from "../../src/store/journal.ts";

interface Thing {
  readonly id: string;
  readonly color: string;
  readonly count: number;
}

const folder = mkdtempSync(join(tmpdir(), "calypso-journal-"));
afterAll(() => rmSync(folder, { recursive: true }));

const change = fc.record({
  kind: fc.constantFrom("put" as const, "remove" as const),
  id: fc.constantFrom("a", "b", "c", "d", "e"),
  color: fc.constantFrom("red", "green", 'bl"ue\n'),
  count: fc.integer(),
});

function apply(
  things: Collection<Thing>,
  { kind, id, color, count }: typeof change extends fc.Arbitrary<infer T> ? T : never,
) {
  if (kind === "remove") things.remove(id);
  else if (things.get(id)) things.update(id, { color, count });
  else things.insert({ id, color, count });
}

const asMap = (things: Thing[]) => new Map(things.map((thing) => [thing.id, thing]));

describe("a journal", () => {
  it("holds the collection's entities after any changes, compacted or not", async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { maxLength: 40 }),
        fc.constantFrom(1, 200, 1_000_000),
        async (changes, bytes) => {
          const file = join(folder, `${run++}.jsonl`);
          let journal: Journal | undefined;
          const things = createCollection<Thing>("things", ["color"], (...args) => journal?.changed(...args));
          journal = createJournal(file, () => things.all().map((thing): Change => ["things", thing.id, thing]), bytes);
          for (const [index, one] of changes.entries()) {
            apply(things, one);
            if (index % 3 === 0) await Promise.resolve();
          }
          journal.close();
          const kept = createCollection<Thing>("things", ["color"], () => {});
          for (const [, id, entity] of readJournal(file)) {
            kept.remove(id);
            if (entity) kept.insert(entity as Thing);
          }
          expect(asMap(kept.all())).toEqual(asMap(things.all()));
          for (const color of ["red", "green"]) {
            const expected = things.all().filter((thing) => thing.color === color);
            expect(asMap([...things.by("color", color)])).toEqual(asMap(expected));
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("is compacted when it has grown and readable by its owner only", async () => {
    const file = join(folder, "grown.jsonl");
    const journal = createJournal(file, () => [["things", "a", { id: "a" }]], 1_000);
    for (let index = 0; index < 100; index++) {
      journal.changed("things", "a", { id: "a", index });
      await Promise.resolve();
    }
    journal.close();
    expect(readFileSync(file, "utf8").length).toBeLessThan(2_000);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it("writes the changes of one synchronous step as one line", async () => {
    const file = join(folder, "line.jsonl");
    const journal = createJournal(file, () => []);
    journal.changed("things", "a", { id: "a" });
    journal.changed("things", "b", { id: "b" });
    await Promise.resolve();
    expect(readFileSync(file, "utf8")).toBe('[["things","a",{"id":"a"}],["things","b",{"id":"b"}]]\n');
    journal.close();
  });
});
