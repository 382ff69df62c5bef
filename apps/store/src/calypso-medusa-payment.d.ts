/** The plugin ships JavaScript only. */
declare module "@calypso-commerce/medusa-payment/config" {
  import type { InputConfig } from "@medusajs/framework/types";
  export function withCalypso<T extends InputConfig>(config: T, options: Record<string, unknown>): T;
}
