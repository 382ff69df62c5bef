import type { PublishedPackage } from "./pack.ts";

const KIB = 1024;

/** The largest tarball that may be published, bytes. Some room above today's, so that a doubling is a decision. */
export const tarballLimits: Record<PublishedPackage, number> = {
  core: 240 * KIB,
  "medusa-payment": 320 * KIB,
  checkout: 110 * KIB,
  emulator: 80 * KIB,
};

export interface BundleLimit {
  what: string;
  /** The package whose dependencies the code may import. */
  folder: string;
  code: string;
  /** Conditions of package exports, as the bundler of that runtime sets them. */
  conditions: string[];
  /** What the page has anyway. */
  external: string[];
  limitBytes: number;
}

/** What an import costs whoever bundles it, bytes, minified and gzipped. */
export const bundleLimits: BundleLimit[] = [
  {
    what: "core in a Worker: sign and constructEvent",
    folder: "packages/core",
    code: `export { sign, constructEvent } from "@calypso-commerce/core"`,
    conditions: ["workerd", "worker", "browser"],
    external: [],
    limitBytes: 12 * KIB,
  },
  {
    what: "core in a Worker: everything",
    folder: "packages/core",
    code: `export * from "@calypso-commerce/core"`,
    conditions: ["workerd", "worker", "browser"],
    external: [],
    limitBytes: 48 * KIB,
  },
  {
    what: "checkout: the component, beside React",
    folder: "packages/checkout",
    code: `export { CalypsoPayment, createMedusaBackend } from "@calypso-commerce/checkout"`,
    conditions: ["browser"],
    external: ["react", "react-dom"],
    limitBytes: 25 * KIB,
  },
  {
    what: "checkout without React",
    folder: "packages/checkout",
    code: `export { createMedusaBackend, createPaymentStore } from "@calypso-commerce/checkout/headless"`,
    conditions: ["browser"],
    external: [],
    limitBytes: 8 * KIB,
  },
];

/** The Worker as `wrangler deploy --minify` would upload it, gzipped. */
export const workerLimitBytes = 40 * KIB;
