// The measurement is the relay's own, beside what it measures.
export { benchStorage as default } from "../../apps/webhook-relay/bench/index.ts";
