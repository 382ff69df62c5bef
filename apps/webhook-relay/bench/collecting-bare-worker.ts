// The bare Worker, which collects its garbage when asked, as the storage's Worker does before it is looked at.
import bare from "./bare-worker.ts";

declare function gc(): void;

export default {
  async fetch(request) {
    if (new URL(request.url).pathname !== "/gc") return bare.fetch(request);
    gc();
    return new Response();
  },
} satisfies ExportedHandler;
