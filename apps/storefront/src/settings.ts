/** The store's address and keys, from the environment at build time. */
export const settings = {
  medusaUrl: required("VITE_MEDUSA_URL", import.meta.env.VITE_MEDUSA_URL),
  publishableKey: required("VITE_PUBLISHABLE_KEY", import.meta.env.VITE_PUBLISHABLE_KEY),
  /** Address of the emulator. If set, the developer panel is shown. */
  emulatorUrl: (import.meta.env.VITE_EMULATOR_URL as string | undefined) || undefined,
} as const;

function required(name: string, value: unknown): string {
  if (typeof value === "string" && value.trim() !== "") return value;
  throw new Error(`${name} is missing: set it when the storefront is built or started.`);
}
