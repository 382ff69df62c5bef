import type { ModuleProviderExports } from "@medusajs/framework/types";
import { ModuleProvider, Modules } from "@medusajs/framework/utils";
import CalypsoPaymentProvider from "./service";

// The type's name keeps the declaration from naming a package that this one doesn't depend on.
export default ModuleProvider(Modules.PAYMENT, { services: [CalypsoPaymentProvider] }) satisfies ModuleProviderExports;
