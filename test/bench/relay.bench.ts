export { default } from "../../apps/webhook-relay/bench/index.ts";
