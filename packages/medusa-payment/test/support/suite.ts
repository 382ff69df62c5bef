import { createRequire } from "node:module";
import { type CalypsoClient, createCalypsoClient } from "@calypso-commerce/core";
import { externalPostgres } from "@calypso-commerce/testkit/postgres";
import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { medusaIntegrationTestRunner, TestDatabaseUtils } from "@medusajs/test-utils";
import { Webhook } from "standardwebhooks";
import { inject } from "vitest";
import type { CalypsoOptions } from "../../src/options/calypso-options";
import { credentials, relaySigningSecret, webhookKeys } from "./credentials";
import { PROVIDER, type Shop, seedAdmin, seedShop } from "./shop";
import { startVendor, type Vendor } from "./vendor";

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at by matchers, which know what they look for
export type Json = any;

export interface Answer<T = Json> {
  status: number;
  data: T;
  headers: Record<string, string>;
}

export interface Checkout {
  cartId: string;
  collectionId: string;
  sessionId: string;
  /** The session's data, as the storefront sees it. */
  data: Record<string, Json>;
}

/** What a test has at hand. */
export interface Bench {
  container: MedusaContainer;
  vendor: Vendor;
  databaseUrl: string;
  /** The merchant at the vendor, past the shop. */
  client: CalypsoClient;
  shop: Shop;
  store(path: string, body?: unknown): Promise<Answer>;
  admin(path: string, body?: unknown): Promise<Answer>;
  /** The same, as another admin. */
  secondAdmin(path: string, body?: unknown): Promise<Answer>;
  /** A cart with one mug, address and shipping: 15.00 EUR. */
  cart(quantity?: number): Promise<string>;
  collection(cartId: string): Promise<string>;
  session(collectionId: string, data?: Record<string, unknown>): Promise<{ id: string; data: Record<string, Json> }>;
  /** Cart, payment collection and session. */
  checkout(data?: Record<string, unknown>, quantity?: number): Promise<Checkout>;
  /** DELETE, as the admin unless other headers are given. */
  remove(path: string, headers?: Record<string, string>): Promise<Answer>;
  get(path: string, headers: Record<string, string>): Promise<Answer>;
  post(path: string, body: unknown, headers: Record<string, string>): Promise<Answer>;
  /** A delivery as the relay makes it, body and headers. */
  signed(entity: Entity): { body: string; headers: Record<string, string> };
  /** The same with a mug at this price, so that the total is five more. */
  checkoutAt(price: number): Promise<Checkout>;
  secrets: string[];
  /** Delivers a state change as the relay does. */
  deliver(entity: Entity, path?: string): Promise<Answer>;
  /** A module of the built plugin, the same that Medusa runs. */
  built<T>(path: string): T;
  /** The ledger's row of a session. */
  ledgerRow(sessionId: string): Promise<Json>;
  /** What was emitted on Medusa's bus under a name since now. */
  listen(name: string): Json[];
  orders(): Promise<Json[]>;
  order(id: string): Promise<Json>;
}

type Entity = { id: string; kind?: string; externalId?: string; idempotencyKey?: string };

interface SuiteOptions {
  name: string;
  options?: Partial<CalypsoOptions>;
  /** Infrastructure modules other than Medusa's in-memory ones. */
  modules?: { locking?: "postgres"; redisUrl?: string; rbac?: boolean };
  test(bench: Bench): void;
}

/** Runs tests against a Medusa application with the built plugin, a real PostgreSQL and the emulator over HTTP. */
export async function suite({ name, options = {}, modules = {}, test }: SuiteOptions): Promise<void> {
  const vendor = await startVendor();
  process.env.CALYPSO_OPTIONS = JSON.stringify({
    credentials: { ...credentials, baseUrl: vendor.url },
    webhooks: { relaySigningSecret, keys: [webhookKeys] },
    ...options,
    checkout: { returnUrl: "https://shop.example/done?cart={cart}", ...options.checkout },
  });
  process.env.TEST_MODULES = JSON.stringify(modules);
  afterAll(() => vendor.close());

  // Of its own for each run: what a killed one leaves behind, or another checkout's, is in nobody's way.
  const dbName = `plugin-${name}-${process.pid}`.toLowerCase();
  medusaIntegrationTestRunner({
    dbName,
    // The runner creates and migrates the database, and finds that both are done.
    hooks: {
      beforeServerStart: () =>
        externalPostgres(TestDatabaseUtils.getDatabaseURL("postgres")).createDatabase(
          dbName,
          inject("templateDatabase"),
        ),
    },
    medusaConfigFile: new URL("../app", import.meta.url).pathname,
    cwd: new URL("../app", import.meta.url).pathname,
    testSuite: ({ api, getContainer, dbConfig }) => {
      let shop: Shop;
      let second: Shop["adminHeaders"];
      const request = async (path: string, body: unknown, headers: Record<string, string>): Promise<Answer> => {
        const config = { headers, validateStatus: () => true };
        return body === undefined ? api.get(path, config) : api.post(path, body, config);
      };

      const bench: Bench = {
        get container() {
          return getContainer();
        },
        vendor,
        databaseUrl: dbConfig.clientUrl,
        client: createCalypsoClient({ ...credentials, baseUrl: vendor.url }),
        get shop() {
          return shop;
        },
        store: (path, body) => request(`/store${path}`, body, shop.storeHeaders),
        admin: (path, body) => request(`/admin${path}`, body, shop.adminHeaders),
        secondAdmin: (path, body) => request(`/admin${path}`, body, second),
        async cart(quantity = 1) {
          const address = {
            first_name: "Ada",
            last_name: "L",
            address_1: "Street 1",
            city: "Berlin",
            postal_code: "10115",
            country_code: "de",
          };
          const { data } = await bench.store("/carts", {
            region_id: shop.regionId,
            sales_channel_id: shop.salesChannelId,
            email: "ada@example.com",
            shipping_address: address,
            items: [{ variant_id: shop.variantId, quantity }],
          });
          await bench.store(`/carts/${data.cart.id}/shipping-methods`, { option_id: shop.shippingOptionId });
          return data.cart.id;
        },
        async collection(cart_id) {
          const { data } = await bench.store("/payment-collections", { cart_id });
          return data.payment_collection.id;
        },
        async session(collectionId, data = { crypto_currency: "USDT_TRX" }) {
          const body = { provider_id: PROVIDER, data };
          const answer = await bench.store(`/payment-collections/${collectionId}/payment-sessions`, body);
          if (answer.status !== 200) throw new Error(`no session: ${JSON.stringify(answer.data)}`);
          return answer.data.payment_collection.payment_sessions[0];
        },
        async checkout(data, quantity) {
          const cartId = await bench.cart(quantity);
          const collectionId = await bench.collection(cartId);
          const session = await bench.session(collectionId, data);
          return { cartId, collectionId, sessionId: session.id, data: session.data };
        },
        async checkoutAt(price) {
          const pricing = getContainer().resolve(Modules.PRICING);
          const sets = await pricing.listPriceSets({}, { relations: ["prices"] });
          const ten = sets.find(({ prices }) => prices?.some(({ amount }) => Number(amount) === 10));
          await pricing.updatePriceSets(String(ten?.id), { prices: [{ amount: price, currency_code: "eur" }] });
          return bench.checkout();
        },
        secrets: [credentials.secretKey, relaySigningSecret, webhookKeys.secretKey],
        remove: (path, headers = shop.adminHeaders) => api.delete(path, { headers, validateStatus: () => true }),
        get: (path, headers) => request(path, undefined, headers),
        post: request,
        signed({ kind = "invoice", ...entity }) {
          const body = JSON.stringify({
            type: `${kind}.changed`,
            timestamp: new Date().toISOString(),
            data: { store: "test", sequence: 1, entity: { kind, ...entity }, event: "INVOICE_PAID", state: "PAID" },
          });
          const id = `msg_${Math.random().toString(36).slice(2)}`;
          const now = new Date();
          const headers = {
            "content-type": "application/json",
            "webhook-id": id,
            "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
            "webhook-signature": new Webhook(relaySigningSecret).sign(id, now, body),
          };
          return { body, headers };
        },
        async deliver(entity, path = "/hooks/calypso") {
          const { body, headers } = bench.signed(entity);
          return request(path, body, headers);
        },
        built: (path) => createRequire(import.meta.url)(`../../.medusa/server/src/${path}.js`),
        ledgerRow: (sessionId) => getContainer().resolve("calypso_ledger").payments.findBySession(sessionId),
        listen(name) {
          const seen: Json[] = [];
          const handler = async ({ data }: Json) => void seen.push(data);
          const subscriberId = `test-${name}-${seen.length}-${Math.random()}`;
          getContainer().resolve(Modules.EVENT_BUS).subscribe(name, handler, { subscriberId });
          return seen;
        },
        async orders() {
          const relations = ["transactions"];
          return getContainer().resolve(Modules.ORDER).listOrders({}, { relations });
        },
        async order(id) {
          const fields =
            "total,status,*transactions,*payment_collections,*payment_collections.payments,+summary,payment_status";
          const { data } = await bench.admin(`/orders/${id}?fields=${fields}`);
          return data.order;
        },
      };

      describe(name, () => {
        beforeAll(async () => {
          const seeded = await seedShop(getContainer());
          const adminHeaders = await seedAdmin(getContainer(), (path, body) => api.post(path, body));
          shop = { ...seeded, adminHeaders };
          second = await seedAdmin(getContainer(), (path, body) => api.post(path, body), "second@example.com");
        });

        // Subscribers work on after the request; the next test gets a database of its own.
        afterEach(() =>
          vi.waitFor(async () => {
            const rows = await getContainer()
              .resolve("calypso_ledger")
              .payments.listUnannounced(new Date(Date.now() + 1_000), 1);
            expect(rows).toEqual([]);
          }, 10_000),
        );

        test(bench);
      });
    },
  });
}
