import { describe, expect, it } from "vitest";
import {
  constructEvent,
  createTestEvent,
  type EventType,
  eventAliases,
  eventCatalog,
  eventTypeOf,
  parseEvent,
  sign,
  toStateChange,
} from "../../src/index.ts";
import payloads from "../data/webhook-payloads.json" with { type: "json" };
import samples from "../data/webhook-samples.json" with { type: "json" };

const key = { publicKey: "c529e14832b34b74972365cf7bf02430", secretKey: "b823a6b9ea72408583cef9ec8d67fa52" };
const other = { publicKey: "11111111111111111111111111111111", secretKey: "22222222222222222222222222222222" };

const changes: [type: string, id: string, state: string | undefined][] = [
  ["invoice.funds_received", "d9732536-acdd-41bd-87c3-ec40aeeb6a37", undefined],
  ["invoice.paid", "d9732536-acdd-41bd-87c3-ec40aeeb6a37", "PAID"],
  ["invoice.completed", "d9732536-acdd-41bd-87c3-ec40aeeb6a37", "COMPLETED"],
  ["invoice.pending_intervention", "d9732536-acdd-41bd-87c3-ec40aeeb6a37", "PENDING_INTERVENTION"],
  ["invoice.funds_received", "d9732536-acdd-41bd-87c3-ec40aeeb6a37", undefined],
  ["invoice.funds_received", "d9732536-acdd-41bd-87c3-ec40aeeb6a37", undefined],
  ["invoice.funds_received", "d9732536-acdd-41bd-87c3-ec40aeeb6a37", undefined],
  ["payout.status_changed", "b5d7778c-6cf2-43fa-86eb-c5efbb89cb0a", "COMPLETED"],
  ["payout.status_changed", "b5d7778c-6cf2-43fa-86eb-c5efbb89cb0a", "FAILED"],
  ["payout.status_changed", "b5d7778c-6cf2-43fa-86eb-c5efbb89cb0a", "COMPLETED"],
  ["payout.validation_failed", "b5d7778c-6cf2-43fa-86eb-c5efbb89cb0a", undefined],
  ["invoice.created", "3", "PENDING_PAYMENT"],
];

describe("the documentation's samples", () => {
  it.each(samples.map(({ title, body }, i) => ({ title, body, change: changes[i] })))(
    "$title",
    async ({ body, change }) => {
      const headers = { Key: key.publicKey, Sign: await sign(body, key.secretKey) };
      const event = await constructEvent(body, headers, key);
      const [type, id, state] = change as (typeof changes)[number];
      expect(toStateChange(event)).toMatchObject({ type, entity: { id }, state });
    },
  );

  it("reads amounts, ids and absent fields of a sample", () => {
    const event = parseEvent(samples[0]?.body as string);
    expect(event).toEqual({
      type: "INVOICE_FUNDS_RECEIVED_FOR_INVOICE",
      receivedType: "INVOICE_FUNDS_RECEIVED_FOR_INVOICE",
      id: "16579",
      requestId: "535b0c92-32b8-4679-9d9e-56ebda031ff7",
      createdDate: "2022-08-25T12:54:48.645795",
      level: "SUCCESS",
      service: "INVOICE",
      data: {
        type: "INVOICE_FUNDS_RECEIVED_FOR_INVOICE",
        amount: "0.001043",
        transactionIds: ["3fa85f64-5717-4562-b3fc-2c963f66afa6"],
        message: "invoice for client 1",
        currency: "ETH",
        fiatAmount: {},
        createdDate: "2022-08-25T12:47:28.200475",
        description: "invoice for client 1",
        paymentDate: "2022-08-25T12:54:48.605098",
        senderAddress: "0xf127e5b7666f51aa346f374213113298014f5969",
        idempotencyKey: "1be6a518-6dcd-477d-96af-dd914b1300ce",
        transactionHash: "0xa76b638428b0702b6d6721f89f4806b9853fae65315dd1f6f34ce71deae0380b",
        parentExternalId: "d9732536-acdd-41bd-87c3-ec40aeeb6a37",
      },
    });
  });

  it("takes the type from data where eventType is missing, and requestId may be", () => {
    const event = parseEvent(samples[1]?.body as string);
    expect(event.type).toBe("INVOICE_PAID");
    expect(event.requestId).toBeUndefined();
    if (event.type === "INVOICE_PAID") expect(event.data.realAmount).toBe("0.001043");
  });

  it("reads a misspelt fiatcurrency and a numeric parentExternalId", () => {
    const event = parseEvent(samples[11]?.body as string);
    expect(event.data).toMatchObject({ fiatCurrency: "USD", parentExternalId: "3" });
  });
});

describe("parseEvent", () => {
  it.each(Object.keys(eventCatalog) as EventType[])("knows %s", (type) => {
    expect(parseEvent(JSON.stringify({ eventType: type, data: {} }))).toMatchObject({ type, data: {} });
  });

  it.each(Object.entries(payloads))("knows every field of the documentation's table of %s", (name, fields) => {
    const type = eventTypeOf(name) as EventType;
    const known: object = eventCatalog[type].fields;
    const names = Object.keys(fields).filter((field) => field !== "type");
    for (const field of names) {
      // One list, whatever it is called; a purse's deposit has one id.
      const isList = field === "transactionId" && "transactionIds" in known;
      expect(known).toHaveProperty(isList ? "transactionIds" : field);
    }
  });

  it("has a table for each event, and an event for each table", () => {
    const types = Object.keys(payloads).map((name) => eventTypeOf(name));
    expect(types.toSorted()).toEqual(Object.keys(eventCatalog).toSorted());
  });

  it("keeps its footing in a body that is nested without end", () => {
    const deep = `${"[".repeat(100_000)}1${"]".repeat(100_000)}`;
    const body = `{"eventType":"INVOICE_PAID","data":{"fiatAmount":${deep},"amount":1}}`;
    const read = () => parseEvent(body).data;
    // An engine may refuse such depth; then it is malformed, and nothing else.
    try {
      expect(read()).toMatchObject({ amount: "1" });
    } catch (error) {
      expect(error).toMatchObject({ code: "malformed_event" });
    }
  });

  it("knows 37 events", () => {
    expect(Object.keys(eventCatalog)).toHaveLength(37);
  });

  it.each(Object.entries(eventAliases))("takes %s as %s", (alias, type) => {
    expect(parseEvent(JSON.stringify({ data: { type: alias } }))).toMatchObject({ type, receivedType: alias });
  });

  it("keeps an unknown event with its data", () => {
    expect(parseEvent('{"eventType":"MOON_LANDED","id":7,"data":{"height":1.50,"crew":["a"]}}')).toEqual({
      type: "unknown",
      receivedType: "MOON_LANDED",
      id: "7",
      requestId: undefined,
      createdDate: undefined,
      level: undefined,
      service: undefined,
      data: { height: "1.50", crew: ["a"] },
    });
  });

  it("keeps a known event's unknown fields, their numbers exactly, and leaves known ones of another kind undefined", () => {
    const data =
      '{"amount":"a lot","currency":7,"externalId":"","description":{},"orderId":true,"moon":{"height":1.50}}';
    expect(parseEvent(`{"eventType":"INVOICE_MEMPOOL_FOUND","data":${data}}`).data).toEqual({
      currency: "7",
      orderId: true,
      moon: { height: "1.50" },
    });
  });

  it("does not take an object's inherited properties for event names", () => {
    expect(parseEvent('{"eventType":"constructor"}').type).toBe("unknown");
    expect(parseEvent('{"eventType":"__proto__"}').type).toBe("unknown");
  });

  it.each([
    ['"transactionId":"t1"', ["t1"]],
    ['"transactionId":["t1"]', ["t1"]],
    ['"transactionIds":"t1"', ["t1"]],
    ['"transactionIds":["t1","t2",null,{}]', ["t1", "t2"]],
    ['"transactionIds":null,"transactionId":7', ["7"]],
  ])("reads the deposits of %s as one list", (field, transactionIds) => {
    const body = `{"eventType":"INVOICE_FUNDS_RECEIVED_FOR_INVOICE","data":{${field}}}`;
    expect(parseEvent(body).data).toEqual({ transactionIds });
  });

  it.each([
    ["{}", {}],
    ['{"EUR":0.90,"USD":1}', { EUR: "0.90", USD: "1" }],
    ["1.10", "1.10"],
    ['"1.10"', "1.10"],
  ])("reads the fiatAmount %s as it is, its numbers exactly", (fiatAmount, read) => {
    const body = `{"eventType":"INVOICE_PAID","data":{"fiatAmount":${fiatAmount}}}`;
    expect(parseEvent(body).data).toEqual({ fiatAmount: read });
  });

  it("leaves out fields that are not of their kind", () => {
    const body = '{"eventType":"INVOICE_PAID","data":{"amount":"a lot","currency":{"x":1},"externalId":"o1"}}';
    expect(parseEvent(body).data).toEqual({ externalId: "o1" });
  });

  it.each([
    ["no JSON", "nonsense"],
    ["an array", "[]"],
    ["null", "null"],
    ["text", '"INVOICE_PAID"'],
    ["neither eventType nor data.type", '{"data":{"amount":1}}'],
    ["an empty eventType", '{"eventType":""}'],
  ])("refuses %s", (_, body) => {
    expect(() => parseEvent(body)).toThrow(
      expect.objectContaining({ name: "CalypsoEventError", code: "malformed_event" }),
    );
  });
});

describe("constructEvent", () => {
  const make = (body = '{"eventType":"INVOICE_PAID","data":{"parentExternalId":"i1"}}') =>
    sign(body, key.secretKey).then((signature) => ({ body, signature }));

  it("takes headers in any case and shape, bytes as well as text", async () => {
    const { body, signature } = await make();
    const shapes = [
      new Headers({ key: key.publicKey, sign: signature }),
      { KEY: key.publicKey, SIGN: signature.toUpperCase() },
      { key: [key.publicKey], sign: [signature] },
    ];
    for (const headers of shapes) {
      expect((await constructEvent(body, headers, key)).type).toBe("INVOICE_PAID");
      expect((await constructEvent(new TextEncoder().encode(body), headers, [other, key])).type).toBe("INVOICE_PAID");
    }
  });

  it("takes two live secrets of one public key", async () => {
    const { body, signature } = await make();
    const keys = [{ ...key, secretKey: "old" }, key];
    await expect(constructEvent(body, { Key: key.publicKey, Sign: signature }, keys)).resolves.toBeDefined();
  });

  it.each([
    ["no Key", { Sign: "00" }, "missing_key", /Key header is missing/],
    ["no Sign", { Key: key.publicKey }, "missing_signature", /Sign header is missing/],
    ["a blank Sign", { Key: key.publicKey, Sign: " " }, "missing_signature", /missing/],
    ["two Signs", { Key: key.publicKey, Sign: ["a", "b"] }, "missing_signature", /missing/],
    ["a Sign that is no hex", { Key: key.publicKey, Sign: "x".repeat(128) }, "malformed_signature", /hex/],
    ["another Key", { Key: "someone", Sign: "0".repeat(128) }, "unknown_key", /Create Webhook/],
    ["another signature", { Key: key.publicKey, Sign: "0".repeat(128) }, "signature_mismatch", /not this body's/],
  ])("refuses %s and says so", async (_, headers, code, message) => {
    const { body } = await make();
    await expect(constructEvent(body, headers, key)).rejects.toMatchObject({
      name: "CalypsoSignatureError",
      code,
      message: expect.stringMatching(message),
    });
  });

  it("refuses a body that was parsed", async () => {
    const { signature } = await make();
    const parsed = { eventType: "INVOICE_PAID" } as unknown as string;
    await expect(constructEvent(parsed, { Key: key.publicKey, Sign: signature }, key)).rejects.toMatchObject({
      code: "body_not_raw",
    });
  });

  it("names white space around the secret, and around the body, as the mistake", async () => {
    const { body, signature } = await make();
    const headers = { Key: key.publicKey, Sign: signature };
    await expect(constructEvent(body, headers, { ...key, secretKey: `${key.secretKey}\n` })).rejects.toMatchObject({
      code: "signature_mismatch",
      message: expect.stringContaining("white space around it"),
    });
    await expect(constructEvent(`${body}\n`, headers, key)).rejects.toMatchObject({
      code: "signature_mismatch",
      message: expect.stringContaining("around the body"),
    });
  });

  it("refuses a body that was parsed and written again", async () => {
    const { signature } = await make('{"eventType":"INVOICE_PAID","data":{"amount":1.10}}');
    const rewritten = JSON.stringify(JSON.parse('{"eventType":"INVOICE_PAID","data":{"amount":1.10}}'));
    await expect(constructEvent(rewritten, { Key: key.publicKey, Sign: signature }, key)).rejects.toMatchObject({
      code: "signature_mismatch",
    });
  });

  it("puts no secret, signature or body into its messages", async () => {
    const { body, signature } = await make();
    const error = await constructEvent(`${body} `, { Key: key.publicKey, Sign: signature }, key).catch((e) => e);
    for (const secret of [key.secretKey, signature, body]) expect(String(error)).not.toContain(secret);
  });

  it("refuses to start without keys, and with a blank one", async () => {
    const { body, signature } = await make();
    const headers = { Key: key.publicKey, Sign: signature };
    await expect(constructEvent(body, headers, [])).rejects.toMatchObject({ code: "invalid_argument" });
    await expect(constructEvent(body, headers, { ...key, secretKey: " " })).rejects.toMatchObject({
      code: "blank_secret",
    });
  });

  it("answers an authentic body that is no event with an event error", async () => {
    const { body, signature } = await make("hello");
    await expect(constructEvent(body, { Key: key.publicKey, Sign: signature }, key)).rejects.toMatchObject({
      code: "malformed_event",
    });
  });
});

describe("createTestEvent", () => {
  it("makes what constructEvent accepts, with amounts as JSON numbers", async () => {
    const { body, headers } = await createTestEvent(
      { type: "INVOICE_PAID", data: { amount: "0.10", parentExternalId: "i1", externalId: "payses_1" } },
      key,
    );
    expect(body).toContain('"amount":0.10');
    const event = await constructEvent(body, headers, key);
    expect(toStateChange(event)).toEqual({
      type: "invoice.paid",
      entity: { kind: "invoice", id: "i1", externalId: "payses_1" },
      event: "INVOICE_PAID",
      state: "PAID",
    });
  });
});

describe("toStateChange", () => {
  const change = (eventType: string, data: object = {}) =>
    toStateChange(parseEvent(JSON.stringify({ eventType, id: 9, data })));

  it("gives every event a type of entity and change, each once", () => {
    const types = Object.keys(eventCatalog).map((name) => change(name).type);
    expect(new Set(types).size).toBe(types.length);
    for (const type of types) expect(type).toMatch(/^[a-z_]+\.[a-z_]+$/);
  });

  it.each([
    ["INVOICE_PAID", { parentExternalId: 3, idempotencyKey: "k" }, { kind: "invoice", id: "3", idempotencyKey: "k" }],
    // A field that the catalog doesn't give the event, and that another event's id is in.
    ["INVOICE_PAID", { idempotencyKey: "k", orderId: "o" }, { kind: "invoice", id: "k", idempotencyKey: "k" }],
    ["INVOICE_PAID", { idempotencyKey: "k" }, { kind: "invoice", id: "k", idempotencyKey: "k" }],
    ["CUSTOMER_PURSE_EXPIRED", { purseId: "p", customerId: "c" }, { kind: "customer_purse", id: "p" }],
    ["TOP_UP_COMPLIANCE_DECLINED", { transactionHash: "0x1" }, { kind: "top_up", id: "0x1" }],
    ["FIAT_DEPOSIT_ORDER_CREATED", { orderId: "o" }, { kind: "fiat_deposit", id: "o" }],
    ["MOON_LANDED", {}, { kind: "unknown", id: "9" }],
    ["INVOICE_MELTED", { parentExternalId: "i" }, { kind: "invoice", id: "i" }],
  ])("of %s %j is about %j", (type, data, entity) => {
    expect(change(type, data).entity).toEqual(entity);
  });

  it("keeps unknown events in their object's order", () => {
    expect(change("INVOICE_MELTED", { parentExternalId: "i" })).toMatchObject({
      type: "invoice.unknown",
      event: "INVOICE_MELTED",
      state: undefined,
    });
    expect(change("MOON_LANDED").type).toBe("unknown");
  });
});
