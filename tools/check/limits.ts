import type { PublishedPackage } from "../pack-packages.ts";

const KIB = 1024;

/** Largest size of each tarball, in bytes: somewhat above today's, so that growth is a decision. */
export const tarballLimits: Record<PublishedPackage, number> = {
  core: 240 * KIB,
  "medusa-payment": 384 * KIB,
  checkout: 144 * KIB,
  emulator: 80 * KIB,
};

export interface BundleLimit {
  what: string;
  /** The package whose dependencies the code can import. */
  folder: string;
  code: string;
  /** Conditions of package exports that the runtime's bundler sets. */
  conditions: string[];
  /** Packages that the page has anyway. */
  external: string[];
  limitBytes: number;
}

/** Largest size of a bundle with these imports, in bytes, minified and gzipped. */
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
    what: "checkout: the component, React not counted",
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

/** Largest size of the Worker that `wrangler deploy --minify` uploads, gzipped. */
export const workerLimitBytes = 40 * KIB;
