// The measurements are core's own, beside what they measure.
export { default } from "../../packages/core/bench/index.ts";
