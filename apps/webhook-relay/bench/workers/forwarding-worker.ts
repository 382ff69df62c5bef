// The baseline of the relay's memory: forwards each request to the store before it answers, and stores nothing.
// Collects its garbage on request, as storage-worker.ts does before its memory is measured.

declare function gc(): void;

export default {
  async fetch(request, { STORE }) {
    if (new URL(request.url).pathname === "/gc") {
      gc();
      return new Response();
    }
    const response = await fetch(STORE, { method: "POST", body: await request.text() });
    await response.body?.cancel();
    return new Response(null, { status: 202 });
  },
} satisfies ExportedHandler<{ STORE: string }>;
