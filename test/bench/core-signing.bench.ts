export { default } from "../../packages/core/bench/index.ts";
