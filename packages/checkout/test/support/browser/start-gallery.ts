import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { startLoopbackServer } from "@calypso-commerce/testkit/loopback-server";
import { tempFolder } from "@calypso-commerce/testkit/temp-folder";
import react from "@vitejs/plugin-react";
import { build } from "vite";

const folder = join(dirname(fileURLToPath(import.meta.url)), "gallery");
const require = createRequire(import.meta.url);

/** As strict as a storefront's may be: no inline script, no inline style. */
const policy = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; frame-src *";

export interface GalleryAddress {
  url: string;
  /** Path of the built module with `version` and `render(query)`. */
  serverModule: string;
}

export interface Gallery {
  address: GalleryAddress;
  close(): Promise<void>;
}

/** The exports of the gallery's server module. */
export interface GalleryServer {
  version: string;
  render(query: string): string;
}

/** Builds the gallery with React 18 or 19 and serves it, rendered on the server. */
export async function startGallery(react18 = false): Promise<Gallery> {
  const { path: out, remove } = tempFolder("gallery");
  await bundle(out, "client.tsx", react18, false);
  await bundle(out, "render.tsx", react18, true);
  const serverModule = pathToFileURL(join(out, "render.mjs")).href;
  const server = (await import(serverModule)) as GalleryServer;

  const http = await startLoopbackServer(async (request, response) => {
    const { pathname, search } = new URL(request.url ?? "/", "http://localhost");
    // The client and the chunks that it loads later.
    if (/^\/(?!render)[\w-]+\.mjs$/.test(pathname)) {
      response.writeHead(200, { "content-type": "text/javascript" }).end(await readFile(join(out, pathname)));
    } else if (pathname === "/") {
      response
        .writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": policy })
        .end(document(server.render(search)));
    } else {
      response.writeHead(404).end();
    }
  });
  return {
    address: { url: http.url.replace("127.0.0.1", "localhost"), serverModule },
    async close() {
      await http.close();
      remove();
    },
  };
}

const document = (body: string) =>
  `<!doctype html><html lang="en"><head><title>Gallery</title><link rel="icon" href="data:,"><meta name="viewport" content="width=device-width, initial-scale=1"></head><body><div id="root">${body}</div><script type="module" src="/client.mjs"></script></body></html>`;

async function bundle(outDir: string, entry: string, react18: boolean, ssr: boolean): Promise<void> {
  const alias = react18
    ? ["react-dom", "react"].map((name) => ({
        find: new RegExp(`^${name}(?=/|$)`),
        replacement: dirname(require.resolve(`${name}-18/package.json`)),
      }))
    : [];
  await build({
    root: folder,
    configFile: false,
    logLevel: "error",
    mode: "development",
    define: { "process.env.NODE_ENV": '"development"' },
    plugins: [react()],
    resolve: { alias },
    ssr: { noExternal: true, target: "node" },
    build: {
      ssr,
      outDir,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {
        input: join(folder, entry),
        output: {
          entryFileNames: "[name].mjs",
          chunkFileNames: "[name]-[hash].mjs",
          format: "es",
          ...(ssr && { codeSplitting: false }),
        },
      },
    },
  });
}
