// A relay in a process of its own, for this package's tests and the repository's fault runs and demo.
export { type FaultStep, faultSteps } from "./fault-steps.ts";
export { type RelayProcess, type RelayProcessOptions, startRelayProcess, workerVariants } from "./relay-process.ts";
