// What the relay's memory is measured against: sends each request on to the shop before it answers, and keeps nothing.
// Collects its garbage when asked, as the storage's Worker does before it is looked at.

declare function gc(): void;

export default {
  async fetch(request, { SHOP }) {
    if (new URL(request.url).pathname === "/gc") {
      gc();
      return new Response();
    }
    const response = await fetch(SHOP, { method: "POST", body: await request.text() });
    await response.body?.cancel();
    return new Response(null, { status: 202 });
  },
} satisfies ExportedHandler<{ SHOP: string }>;
