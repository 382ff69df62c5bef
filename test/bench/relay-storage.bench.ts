export { benchStorage as default } from "../../apps/webhook-relay/bench/index.ts";
