// For this package's own tests and the repository's fault and benchmark programs.
export { type FaultStep, faultSteps } from "./fault-steps.ts";
export { callOperator } from "./operator.ts";
export { type RelayProcess, type RelayProcessOptions, startRelayProcess, workerVariants } from "./relay-process.ts";
export { type Delivery, type StoreSink, type StoreSinkOptions, startStoreSink } from "./store-sink.ts";
export { createVendorEvent, signHeaders, type VendorEvent } from "./vendor-event.ts";
export { waitUntil } from "./wait-until.ts";
