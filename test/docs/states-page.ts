import { en as shopper } from "@calypso-commerce/checkout/locales";
import {
  type InvoiceOutcomeName,
  interventionTable,
  invoiceOutcomeTable,
  invoiceStateTable,
  payoutStateTable,
  type StateEnd,
  type StateRow,
  widgetStateTable,
  withdrawalStateTable,
} from "@calypso-commerce/core";
import { en as merchant } from "../../packages/medusa-payment/src/admin/i18n/en.ts";

type Words = Record<string, unknown>;
type Table = readonly (readonly string[])[];

const SHARES = { none: "nothing", part: "a part", exact: "the exact amount", more: "more" } as const;

const camelCase = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
const endsOf = (ends: readonly StateEnd[]) => ends.map(({ by, how }) => `${by}: ${how}`).join("<br>");

function table(heads: readonly string[], rows: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(heads), `|${"---|".repeat(heads.length)}`, ...rows.map(line)].join("\n");
}

/** The outcomes of a state, with those of all amounts on one row if they are the same. */
function outcomeRows(name: string, outcomes: Record<keyof typeof SHARES, InvoiceOutcomeName>): string[][] {
  if (new Set(Object.values(outcomes)).size === 1) return [[name, "any", `\`${outcomes.none}\``]];
  return Object.entries(SHARES).map(([share, words]) => [name, words, `\`${outcomes[share as keyof typeof SHARES]}\``]);
}

const stateRows = (states: Record<string, StateRow<string>>) =>
  Object.entries(states).map(([state, { outcome, means, ends }]) => [
    `\`${state}\``,
    `\`${outcome}\``,
    means,
    endsOf(ends),
  ]);

function wordRows(): string[][] {
  const words = shopper as unknown as Words;
  const text = (key: string) => `**${words[key]}.** ${words[`${key}Hint`]}`;
  const advice = merchant.advice as Words;
  const outcomes = merchant.outcome as Words;
  const rows = (Object.keys(invoiceOutcomeTable) as InvoiceOutcomeName[]).map((name) => [
    `\`${name}\``,
    text(camelCase(name)),
    [`**${outcomes[name]}.**`, ...(advice[name] ? [String(advice[name])] : [])].join(" "),
  ]);
  return [
    ...rows,
    ["`declined`, with money", `**${words.declined}.** ${words.declinedFrozenHint}`, String(advice.declinedFrozen)],
    ["`settled`, with a surplus", String(words.surplusNote), String(advice.overpaidCaptured)],
  ];
}

/** The page of every documented state, from core's tables and the screens' English texts. */
export function statesPage(): string {
  const invoiceRows = [
    ...Object.entries(invoiceStateTable).flatMap(([state, outcomes]) => outcomeRows(`\`${state}\``, outcomes)),
    ...Object.entries(interventionTable).flatMap(([type, outcomes]) =>
      outcomeRows(`\`PENDING_INTERVENTION\`, ${type === "NO_TYPE" ? "no type" : `\`${type}\``}`, outcomes),
    ),
  ];
  const outcomes = Object.entries(invoiceOutcomeTable).map(([name, { means, ends, acceptable, refundable }]) => [
    `\`${name}\``,
    means,
    acceptable ? "yes" : "no",
    refundable ? "yes" : "no",
    endsOf(ends),
  ]);
  const heads = ["state", "outcome", "means", "ended by"];
  return `# States

Every state that Calypso documents, what it means, and who ends it. [Money](money.md) says what the store does about it.

Generated from the tables in [core's states](../packages/core/src/states); \`vitest run docs/states-page -u\` in \`test\` updates it. A test of the plugin walks every outcome to each of its ends.

## Invoices and interventions

${table(["state", "received", "outcome"], invoiceRows)}

## Outcomes of an invoice

${table(["outcome", "means", "can be accepted", "can be refunded", "ended by"], outcomes)}

## Widgets

${table(heads, stateRows(widgetStateTable))}

## Payouts and mass payouts

A mass payout has the same states; its rows decide whether all of it was paid.

${table(heads, stateRows(payoutStateTable))}

## Rows of a mass payout

${table(heads, stateRows(withdrawalStateTable))}

## Words

${table(["outcome", "the shopper reads", "the merchant reads"], wordRows())}
`;
}
