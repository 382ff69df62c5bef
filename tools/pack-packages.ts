import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runChild } from "@calypso-commerce/testkit/child";
import { root } from "@calypso-commerce/testkit/root";

/** Folders of the published packages. */
export const publishedPackages = ["core", "medusa-payment", "checkout", "emulator"] as const;

export type PublishedPackage = (typeof publishedPackages)[number];

export interface PackedPackage {
  tarball: string;
  /** Paths in the tarball, without its leading `package/`. */
  files: string[];
}

/** Packs the built packages as they would be published. */
export async function packPackages(folder: string, logDir: string): Promise<Record<PublishedPackage, PackedPackage>> {
  mkdirSync(folder, { recursive: true });
  const { devEngines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const pack = async (name: PublishedPackage): Promise<PackedPackage> => {
    const tarball = join(folder, `${name}.tgz`);
    await runChild({
      name: `pnpm pack of ${name}`,
      command: "npx",
      args: ["--yes", `pnpm@${devEngines.packageManager.version}`, "pack", "--out", tarball],
      cwd: join(root, "packages", name),
      logFile: join(logDir, `pack-${name}.log`),
    });
    const listing = join(logDir, `${name}.files`);
    await runChild({ name: "tar", command: "tar", args: ["-tzf", tarball], logFile: listing });
    const files = readFileSync(listing, "utf8").trim().split("\n");
    return { tarball, files: files.map((path) => path.replace(/^package\//, "")) };
  };
  const packed = await Promise.all(publishedPackages.map(async (name) => [name, await pack(name)] as const));
  return Object.fromEntries(packed) as Record<PublishedPackage, PackedPackage>;
}
