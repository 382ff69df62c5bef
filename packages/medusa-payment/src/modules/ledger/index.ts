import { Module } from "@medusajs/framework/utils";
import { LEDGER } from "./key";
import LedgerModuleService from "./service";

export { LEDGER };

export default Module(LEDGER, { service: LedgerModuleService });

declare module "@medusajs/framework/types" {
  interface ModuleImplementations {
    [LEDGER]: LedgerModuleService;
  }
}
