import type { TestProject } from "vitest/node";
import { type GalleryAddress, startGallery } from "./start-gallery.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The gallery with React 19 and with React 18. */
    galleries: Record<"19" | "18", GalleryAddress>;
  }
}

/** Builds and serves the gallery once for all files. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const react19 = await startGallery();
  const react18 = await startGallery(true);
  project.provide("galleries", { "19": react19.address, "18": react18.address });
  return async () => {
    await react19.close();
    await react18.close();
  };
}
