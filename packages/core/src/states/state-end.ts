/**
 * Who takes an object out of a state:
 *
 * - `shopper`: by paying, or by starting again
 * - `calypso`: by itself, and the store hears of it by webhook or from the reconcile job
 * - `job`: the store, without a person
 * - `admin`: a person in the store's Admin
 * - `support`: Calypso's support, on request of the merchant
 * - `nobody`: the state is terminal and needs nothing more
 */
export type EndedBy = "shopper" | "calypso" | "job" | "admin" | "support" | "nobody";

/** A way out of a state. */
export interface StateEnd {
  by: EndedBy;
  /** What they do. One sentence. */
  how: string;
}

/** One documented state of one of Calypso's objects. */
export interface StateRow<Outcome extends string> {
  outcome: Outcome;
  /** What the state says. One sentence. */
  means: string;
  /** At least one: no state may hold money for good. */
  ends: readonly [StateEnd, ...StateEnd[]];
}
