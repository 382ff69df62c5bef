import type { ModuleProviderExports } from "@medusajs/framework/types";
import { ModuleProvider, Modules } from "@medusajs/framework/utils";
import CalypsoPaymentProvider from "./service";

// Naming the type keeps the emitted declaration from referring to a package that isn't a dependency.
export default ModuleProvider(Modules.PAYMENT, { services: [CalypsoPaymentProvider] }) satisfies ModuleProviderExports;
