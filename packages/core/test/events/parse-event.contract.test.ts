import { describe, expect, it } from "vitest";
import { type EventType, eventAliases, eventCatalog, eventTypeOf } from "../../src/events/event-catalog.ts";
import { parseEvent } from "../../src/index.ts";
import payloads from "../data/webhook-payloads.json" with { type: "json" };
import samples from "../data/webhook-samples.json" with { type: "json" };

describe("parseEvent", () => {
  it.each(Object.keys(eventCatalog) as EventType[])("knows %s", (type) => {
    expect(parseEvent(JSON.stringify({ eventType: type, data: {} }))).toMatchObject({ type, data: {} });
  });

  it.each(Object.entries(payloads))("knows every field of the documentation's table of %s", (name, fields) => {
    const type = eventTypeOf(name) as EventType;
    const known: object = eventCatalog[type].fields;
    const names = Object.keys(fields).filter((field) => field !== "type");
    for (const field of names) {
      // Lists of deposits have one name here; a purse's deposit has a single id.
      const isList = field === "transactionId" && "transactionIds" in known;
      expect(known).toHaveProperty(isList ? "transactionIds" : field);
    }
  });

  it("knows exactly the documented events", () => {
    const types = Object.keys(payloads).map((name) => eventTypeOf(name));
    expect(types.toSorted()).toEqual(Object.keys(eventCatalog).toSorted());
  });

  it("reads or refuses a body of extreme depth", () => {
    const deep = `${"[".repeat(100_000)}1${"]".repeat(100_000)}`;
    const body = `{"eventType":"INVOICE_PAID","data":{"fiatAmount":${deep},"amount":1}}`;
    const read = () => parseEvent(body).data;
    try {
      expect(read()).toMatchObject({ amount: "1" });
    } catch (error) {
      expect(error).toMatchObject({ code: "malformed_event" });
    }
  });

  it("knows 38 events", () => {
    expect(Object.keys(eventCatalog)).toHaveLength(38);
  });

  it.each(Object.entries(eventAliases))("resolves %s to %s", (alias, type) => {
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

  it("keeps unknown fields, and drops known ones of the wrong kind", () => {
    const data =
      '{"amount":"a lot","currency":7,"externalId":"","description":{},"orderId":true,"moon":{"height":1.50}}';
    expect(parseEvent(`{"eventType":"INVOICE_MEMPOOL_FOUND","data":${data}}`).data).toEqual({
      currency: "7",
      orderId: true,
      moon: { height: "1.50" },
    });
  });

  it("does not mistake inherited properties for event names", () => {
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
  ])("keeps the fiatAmount %s with exact numbers", (fiatAmount, read) => {
    const body = `{"eventType":"INVOICE_PAID","data":{"fiatAmount":${fiatAmount}}}`;
    expect(parseEvent(body).data).toEqual({ fiatAmount: read });
  });

  it("drops fields of the wrong kind", () => {
    const body = '{"eventType":"INVOICE_PAID","data":{"amount":"a lot","currency":{"x":1},"externalId":"o1"}}';
    expect(parseEvent(body).data).toEqual({ externalId: "o1" });
  });

  it.each([
    ["invalid JSON", "nonsense"],
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

describe("the documentation's samples", () => {
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

  it("reads the type from data if eventType is missing", () => {
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
