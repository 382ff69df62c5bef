import type { InputConfig } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { LEDGER } from "./modules/ledger/key";
import type { CalypsoOptions } from "./options/calypso-options";
import { parseOptions } from "./options/parse-options";

export type { CalypsoOptions } from "./options/calypso-options";

const PACKAGE = "@calypso-commerce/medusa-payment";

interface PaymentEntry {
  resolve?: string;
  key?: string;
  options?: { providers?: unknown[] } & Record<string, unknown>;
  dependencies?: string[];
  [other: string]: unknown;
}

/**
 * Adds Calypso Pay to a Medusa configuration: the plugin, its payment provider, and the payment module's access to the
 * plugin's ledger. Keeps existing modules and plugins.
 *
 * @throws MedusaError that names the invalid option: it stops every Medusa command at its start
 */
export function withCalypso<T extends InputConfig>(config: T, options: CalypsoOptions): T {
  const { providerId } = parseOptions(options);
  const provider = { resolve: `${PACKAGE}/providers/calypso`, id: providerId, options };
  const plugins = [...(config.plugins ?? []), { resolve: PACKAGE, options }];
  return { ...config, plugins, modules: withProvider(config.modules, provider) };
}

function withProvider(modules: InputConfig["modules"], provider: unknown): InputConfig["modules"] {
  if (Array.isArray(modules)) {
    const entries = modules as PaymentEntry[];
    const index = entries.findIndex(isPaymentModule);
    const payment = extended(entries[index] ?? { resolve: "@medusajs/medusa/payment" }, provider);
    return (index < 0 ? [...entries, payment] : entries.with(index, payment)) as InputConfig["modules"];
  }
  const named = (modules ?? {}) as Record<string, PaymentEntry | boolean>;
  const given = named[Modules.PAYMENT];
  const payment = extended(typeof given === "object" ? given : { resolve: "@medusajs/medusa/payment" }, provider);
  return { ...named, [Modules.PAYMENT]: payment } as InputConfig["modules"];
}

function extended(entry: PaymentEntry, provider: unknown): PaymentEntry {
  return {
    ...entry,
    options: { ...entry.options, providers: [...(entry.options?.providers ?? []), provider] },
    dependencies: [...new Set([...(entry.dependencies ?? []), LEDGER])],
  };
}

function isPaymentModule(entry: PaymentEntry): boolean {
  return entry.key === Modules.PAYMENT || /^@medusajs\/(medusa\/)?payment$/.test(entry.resolve ?? "");
}
