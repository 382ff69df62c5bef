import type { ModuleExports } from "@medusajs/framework/types";
import { Module } from "@medusajs/framework/utils";
import { LEDGER } from "./key";
import LedgerModuleService from "./service";

export { LEDGER };

// Without the explicit type, the declaration would name a package that this one doesn't depend on.
export default Module(LEDGER, { service: LedgerModuleService }) satisfies ModuleExports<typeof LedgerModuleService>;

declare module "@medusajs/framework/types" {
  interface ModuleImplementations {
    [LEDGER]: LedgerModuleService;
  }
}
