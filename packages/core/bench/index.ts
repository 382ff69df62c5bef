import type { BenchRow } from "@calypso-commerce/testkit/bench-row";
import { measureNode } from "./measure-node.ts";
import { measureWorkerd } from "./measure-workerd.ts";

const unit = "1/s";

function row(
  measure: string,
  rates: ReadonlyMap<string, number>,
  name: string,
  against: string,
  aim: string,
): BenchRow {
  const value = Math.round(rates.get(name) ?? Number.NaN);
  const other = rates.get(against) ?? Number.NaN;
  return {
    measure,
    value,
    unit,
    against: `${against} ${Math.round(other)}`,
    ratio: Number((value / other).toFixed(2)),
    aim,
  };
}

/** What signing and reading the documentation's webhooks costs on average, against what else there is, in the same run. */
export default async function bench(): Promise<BenchRow[]> {
  const node = await measureNode();
  const workerd = await measureWorkerd();
  const verified = (name: string, aim: string) =>
    row("constructEvent in workerd", workerd, "constructEvent", name, aim);
  return [
    row("verify in workerd", workerd, "verify", "subtle.verify", "ratio 0.95 or more"),
    row(
      "subtle.verify and JSON.parse in workerd",
      workerd,
      "subtle.verify and JSON.parse",
      "stripe",
      "the most there is",
    ),
    row("constructEvent in workerd", workerd, "constructEvent", "subtle.verify and JSON.parse", "towards 1"),
    verified("stripe", "ratio 2 or more"),
    verified("svix", "ratio 2 or more"),
    verified("standardwebhooks", "ratio 2 or more"),
    row("verify in workerd", workerd, "verify", "crypto-js", "ratio 20 or more"),
    verified("crypto-js and JSON.parse", "ratio 20 or more"),
    row("sign in Node", node, "sign", "createHmac", "ratio 0.9 or more"),
    row("verify in Node", node, "verify", "createHmac and timingSafeEqual", "ratio 0.9 or more"),
  ];
}
