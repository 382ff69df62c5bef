import { gzipSync } from "node:zlib";
import type { BenchRow } from "@calypso-commerce/testkit/bench-row";
import { buildWorker } from "../src/local/index.ts";
import { type AcceptFigures, measureAccept } from "./measure-accept.ts";
import { measureDeliver } from "./measure-deliver.ts";
import { measureStorage } from "./measure-storage.ts";

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

const rate = (what: string, { relay, bare }: AcceptFigures, aim?: string): BenchRow => ({
  measure: `relay: ${what}`,
  value: Math.round(relay),
  unit: "1/s",
  against: `bare Worker ${Math.round(bare)}`,
  ratio: round(relay / bare, 3),
  ...(aim === undefined ? {} : { aim }),
});

const cpu = (what: string, { relayCpu, bareCpu }: AcceptFigures, aim?: string): BenchRow => ({
  measure: `relay: CPU time, ${what}`,
  value: Math.round(relayCpu),
  unit: "µs",
  against: `bare Worker ${Math.round(bareCpu)}`,
  ...(aim === undefined ? {} : { aim }),
});

const count = (what: string, value: number, unit: string, before?: number): BenchRow => ({
  measure: `relay: ${what}`,
  value: round(value, 1),
  unit,
  ...(before === undefined ? {} : { against: `before ${round(before, 1)}`, ratio: round(value / before, 2) }),
});

const latency = (what: string, ms: number, aim: string): BenchRow => ({
  measure: `relay: ${what}`,
  value: round(ms, 1),
  unit: "ms",
  aim,
});

/** Speed and cost of accepting and delivering, in `workerd serve` with SQLite on this machine's disk. */
export default async function bench(): Promise<BenchRow[]> {
  const at16 = await measureAccept(16, false);
  const at64 = await measureAccept(64, false);
  const both = await measureAccept(64, true);
  const { besideLive, besideDead } = await measureDeliver();
  return [
    rate("accept, 16 connections", at16, "ratio 0.25 or more"),
    rate("accept, 64 connections", at64, "ratio 0.35 or more"),
    cpu("accept, 16 connections", at16, "250 or less"),
    cpu("accept, 64 connections", at64, "250 or less"),
    rate("accept while it delivers in the same process, 64 connections", both),
    cpu("accept while it delivers in the same process, 64 connections", both),
    latency("latency from vendor to store at 50 per second, p50", besideLive.p50, "50 or less"),
    latency("latency from vendor to store at 50 per second, p99", besideLive.p99, "250 or less"),
    {
      ...latency("the same p99 beside a store that never answers", besideDead.p99, "ratio below 1.2"),
      against: `beside one that answers ${round(besideLive.p99, 1)}`,
      ratio: round(besideDead.p99 / besideLive.p99, 2),
    },
    {
      measure: "relay: the Worker, minified and gzipped",
      value: round(gzipSync(await buildWorker({ minify: true })).length / 1_024, 1),
      unit: "KiB",
      aim: "40 or less",
    },
  ];
}

const mebibytes = (bytes: number): number => bytes / 2 ** 20;

/** Rows, storage and memory after 100,000 events. */
export async function benchStorage(): Promise<BenchRow[]> {
  const { beforePruning, afterPruning, earlier, memory } = await measureStorage();
  return [
    count(
      "events stored after 100,000 in 50 days, and before pruning",
      afterPruning.events,
      "rows",
      beforePruning.events,
    ),
    count("the same, and ten days earlier", afterPruning.events, "rows", earlier.events),
    count("receipts stored, and ten days earlier", afterPruning.receipts, "rows", earlier.receipts),
    count("storage, and ten days earlier", mebibytes(afterPruning.bytes), "MiB", mebibytes(earlier.bytes)),
    ...memory.map(({ events, bytes, bareBytes }) => ({
      measure: `relay: memory after ${events.toLocaleString("en-GB")} events`,
      value: round(mebibytes(bytes), 1),
      unit: "MiB",
      against: `a Worker that only forwards ${round(mebibytes(bareBytes), 1)}`,
      ratio: round(bytes / bareBytes, 2),
    })),
  ];
}
