import { measureNode } from "./measure-node.ts";
import { measureWorkerd } from "./measure-workerd.ts";

export interface Row {
  measure: string;
  value: number;
  unit: string;
  against: string;
  ratio: number;
  aim: string;
}

const unit = "1/s";

function row(measure: string, rates: ReadonlyMap<string, number>, name: string, against: string, aim: string): Row {
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

/** What signing and reading webhooks costs, against what else there is, in the same run. */
export default async function bench(): Promise<Row[]> {
  const node = await measureNode();
  const workerd = await measureWorkerd();
  const verified = (name: string, aim: string) =>
    row("constructEvent in workerd", workerd, "constructEvent", name, aim);
  return [
    row("verify in workerd", workerd, "verify", "subtle.verify", "0.95 or more"),
    verified("stripe", "2 or more"),
    verified("svix", "2 or more"),
    verified("standardwebhooks", "2 or more"),
    row("verify in workerd", workerd, "verify", "crypto-js", "20 or more"),
    verified("crypto-js and JSON.parse", "20 or more"),
    row("sign in Node", node, "sign", "createHmac", "0.9 or more"),
    row("verify in Node", node, "verify", "createHmac and timingSafeEqual", "0.9 or more"),
  ];
}
