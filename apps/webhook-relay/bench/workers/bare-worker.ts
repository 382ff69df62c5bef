/** The baseline of the relay's speed: reads the body and answers 202. */
export default {
  async fetch(request: Request) {
    await request.arrayBuffer();
    return Response.json({ status: "accepted" }, { status: 202 });
  },
};
