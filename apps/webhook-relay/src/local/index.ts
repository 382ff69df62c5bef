export { RelayError, RelaySettingError } from "../errors.ts";
export { type BuildWorkerOptions, buildWorker } from "./build-worker.ts";
export { type LocalRelay, type StartRelayOptions, startRelay } from "./start-relay.ts";
