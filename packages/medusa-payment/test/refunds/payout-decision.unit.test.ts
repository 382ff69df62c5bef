import { decimal } from "@calypso-commerce/core/money";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type PayoutFacts,
  type PayoutRefusal,
  type PayoutRules,
  payoutRefusal,
} from "../../src/refunds/gatekeeper/payout-decision";

const RULES: PayoutRules = {
  approvalAbove: { eur: "20" },
  limitPerRefund: { eur: "60" },
  limitPerPayment: { eur: "150" },
  limitPerDay: { eur: "250" },
  limitPerRequesterPerDay: { eur: "200" },
  apiKeysMayApprove: false,
};

type Decide = (facts: PayoutFacts) => PayoutRefusal | undefined;

const PEOPLE = ["ann", "bob", "cem"] as const;
type Person = (typeof PEOPLE)[number];
/** A person, or an API key that the person created. */
interface Actor {
  person: Person;
  isKey: boolean;
}
const identitiesOf = ({ person, isKey }: Actor): string[] => (isKey ? [`apk_${person}`, person] : [person]);

interface Refund {
  payment: number;
  amount: string;
  /** Undefined for Medusa's button, a cancelled order: nobody is known to have requested it. */
  requester: Actor | undefined;
  address: string | null;
  addressBy: Actor | "shopper" | undefined;
  links: Person[];
  approval: { actor: Actor; address: string | null } | undefined;
  isSent: boolean;
}

interface Request {
  do: "request" | "medusa";
  actor: Actor;
  payment: number;
  amount: string;
  withAddress: boolean;
}
interface Change {
  do: "link" | "open" | "claim" | "address" | "approve" | "send";
  actor: Actor;
  refund: number;
}
type Step = Request | Change;

const actor = fc.record({ person: fc.constantFrom(...PEOPLE), isKey: fc.nat(3).map((n) => n === 0) });
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constantFrom("request" as const, "medusa" as const),
      actor,
      payment: fc.nat(1),
      amount: fc.constantFrom("5", "12.50", "20", "20.01", "45", "75"),
      withAddress: fc.boolean(),
    }),
    fc.record({
      do: fc.constantFrom<Change["do"][]>("link", "open", "claim", "address", "approve", "approve", "send", "send"),
      actor,
      refund: fc.nat(2),
    }),
  ),
  { minLength: 4, maxLength: 30, size: "max" },
);

/** Plays the steps; whatever is sent passes the decision first. @returns the payouts that were sent, in their order */
function play(sequence: Step[], decide: Decide): Refund[] {
  const refunds: Refund[] = [];
  const sent: Refund[] = [];
  for (const step of sequence) {
    if ("amount" in step) {
      const requester = step.do === "request" ? step.actor : undefined;
      const given = step.withAddress && requester !== undefined;
      refunds.push({
        payment: step.payment,
        amount: step.amount,
        requester,
        address: given ? `of ${step.actor.person}` : null,
        addressBy: given ? step.actor : undefined,
        links: [],
        approval: undefined,
        isSent: false,
      });
      continue;
    }
    const refund = refunds[step.refund];
    if (!refund || refund.isSent) continue;
    if (step.do === "link" && !refund.address) refund.links.push(step.actor.person);
    // Opened while signed in: a key isn't.
    if (step.do === "open" && !step.actor.isKey && refund.links.length > 0) refund.links.push(step.actor.person);
    if (step.do === "claim" && !refund.address && refund.links.length > 0) {
      refund.address = "of whoever has the link";
      refund.addressBy = "shopper";
    }
    if (step.do === "address") {
      refund.address = `of ${step.actor.person}`;
      refund.addressBy = step.actor;
    }
    // Without an address a refund waits for one, and can't be approved.
    if (step.do === "approve" && refund.address) refund.approval = { actor: step.actor, address: refund.address };
    if (step.do !== "send" || !refund.address) continue;
    if (decide(factsOf(refund, sent)) === undefined) {
      refund.isSent = true;
      sent.push(refund);
    }
  }
  return sent;
}

function factsOf(refund: Refund, sent: Refund[]): PayoutFacts {
  const { amount, address, requester, addressBy, links, approval } = refund;
  const sum = (others: Refund[]) => decimal.sum([amount, ...others.map((other) => other.amount)]);
  const samePayment = sent.filter(({ payment }) => payment === refund.payment);
  return {
    amount,
    currency_code: "eur",
    destination: address,
    requesters: requester ? identitiesOf(requester) : [],
    addressGivers: addressBy && addressBy !== "shopper" ? identitiesOf(addressBy) : [],
    linkHolders: links,
    approval: approval && {
      approvers: identitiesOf(approval.actor),
      isKey: approval.actor.isKey,
      destination: approval.address ?? undefined,
    },
    sums: {
      payment: sum(samePayment),
      paymentUnapproved: sum(samePayment.filter((other) => !other.approval)),
      day: sum(sent),
      requesterDay: requester
        ? sum(sent.filter((other) => other.requester && isSame(other.requester, requester)))
        : amount,
    },
  };
}

const isSame = (a: Actor, b: Actor): boolean => a.person === b.person && a.isKey === b.isKey;

/** What must never happen, said without the decision. @returns what did */
function violations(sent: Refund[]): string[] {
  const found: string[] = [];
  const above = (amounts: string[], limit: string) => decimal.compare(decimal.sum(["0", ...amounts]), limit) > 0;
  const amounts = (refunds: Refund[]) => refunds.map(({ amount }) => amount);
  if (above(amounts(sent), "250")) found.push("day");
  for (const payment of [0, 1]) {
    const own = sent.filter((refund) => refund.payment === payment);
    if (above(amounts(own), "150")) found.push("payment");
    const alone = own.filter((refund) => !isIndependentlyApproved(refund));
    if (above(amounts(alone), "20")) found.push("no independent approval");
  }
  if (sent.some(({ amount }) => above([amount], "60"))) found.push("refund");
  return found;
}

function isIndependentlyApproved({ approval, address, requester, addressBy, links }: Refund): boolean {
  if (!approval || approval.actor.isKey || approval.address !== address) return false;
  const { person } = approval.actor;
  const gaveAddress = addressBy !== undefined && addressBy !== "shopper" && addressBy.person === person;
  return requester?.person !== person && !gaveAddress && !links.includes(person);
}

const decide: Decide = (facts) => payoutRefusal(facts, RULES);
const holds = (decision: Decide) => fc.property(steps, (sequence) => violations(play(sequence, decision)).length === 0);

describe("the gate before every payout", () => {
  it("lets nothing above a limit or without independent approval pass, whatever several people do", () => {
    fc.assert(holds(decide), { numRuns: 8_000, seed: 7 });
  });

  it("lets an approved refund pass", () => {
    const requester = { person: "ann", isKey: true } as const;
    const sent = play(
      [
        { do: "request", actor: requester, payment: 0, amount: "45", withAddress: true },
        { do: "approve", actor: { person: "bob", isKey: false }, refund: 0 },
        { do: "send", actor: requester, refund: 0 },
      ],
      decide,
    );
    expect(sent).toHaveLength(1);
  });

  const holes: [string, Decide][] = [
    ["keys count as people of their own", (facts) => decide(withoutCreators(facts))],
    ["who created or opened the link may approve", (facts) => decide({ ...facts, linkHolders: [] })],
    ["who entered the address may approve", (facts) => decide({ ...facts, addressGivers: [] })],
    ["who requested may approve", (facts) => decide({ ...facts, requesters: [] })],
    ["Medusa's own refunds have no limit", (facts) => unlessMedusa(facts)],
    ["splits aren't summed", (facts) => decide({ ...facts, sums: alone(facts) })],
    ["an approval outlives its address", (facts) => decide(withApprovedAddress(facts))],
  ];

  it.each(holes)("the sequences find it if %s", (_, broken) => {
    expect(fc.check(holds(broken), { numRuns: 8_000, seed: 7 }).failed).toBe(true);
  });

  function withoutCreators(facts: PayoutFacts): PayoutFacts {
    const { approval, requesters, addressGivers } = facts;
    const first = (ids: readonly string[]) => ids.slice(0, 1);
    const open = approval && { ...approval, isKey: false, approvers: first(approval.approvers) };
    return { ...facts, requesters: first(requesters), addressGivers: first(addressGivers), approval: open };
  }

  function unlessMedusa(facts: PayoutFacts): PayoutRefusal | undefined {
    const refusal = decide(facts);
    return refusal === "refund_limit" && facts.requesters.length === 0 && facts.approval ? undefined : refusal;
  }

  const alone = ({ amount }: PayoutFacts) => ({
    payment: amount,
    paymentUnapproved: amount,
    day: amount,
    requesterDay: amount,
  });

  function withApprovedAddress({ approval, ...facts }: PayoutFacts): PayoutFacts {
    const current = approval && { ...approval, destination: facts.destination ?? undefined };
    return { ...facts, approval: current };
  }
});
