import { ModuleProvider, Modules } from "@medusajs/framework/utils";
import CalypsoPaymentProvider from "./service";

export default ModuleProvider(Modules.PAYMENT, { services: [CalypsoPaymentProvider] });
