// For this package's own tests and the repository's fault and benchmark programs.
export { callOperator } from "./operator.ts";
export { type RelayProcess, type RelayProcessOptions, startRelayProcess } from "./relay-process.ts";
export { type Delivery, type StoreSink, type StoreSinkOptions, startStoreSink } from "./store-sink.ts";
export { createVendorEvent, signHeaders, type VendorEvent } from "./vendor-event.ts";
export { waitUntil } from "./wait-until.ts";
