export { createEmulator, type Emulator, type EmulatorOptions } from "./create-emulator.ts";
export type { Settings } from "./settings.ts";
