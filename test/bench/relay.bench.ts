// The measurements are the relay's own, beside what they measure.
export { default } from "../../apps/webhook-relay/bench/index.ts";
