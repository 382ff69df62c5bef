// Runs in workerd, built from the published files. The clock stands still inside a request, so that the caller times.

import { constructEvent, sign, verify } from "@calypso-commerce/core";
import CryptoJS from "crypto-js";
import { Webhook as StandardWebhook } from "standardwebhooks";
import Stripe from "stripe";
import { Webhook as SvixWebhook } from "svix";
import { bodies, publicKey, secretKey, standardSecret, stripeSecret } from "./samples.ts";

type Case = () => unknown;

const YEAR_SECONDS = 31_536_000;

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const algorithm = { name: "HMAC", hash: "SHA-512" };
const keys = { publicKey, secretKey };
const stripe = new Stripe("sk_test_x");
const svix = new SvixWebhook(standardSecret);
const standard = new StandardWebhook(standardSecret);

/** What is done with one body, by what does it. */
async function makeCases(body: string): Promise<Record<string, Case>> {
  const bytes = encoder.encode(body);
  const signature = await sign(body, secretKey);
  const key = await crypto.subtle.importKey("raw", encoder.encode(secretKey), algorithm, false, ["sign", "verify"]);
  const mac = await crypto.subtle.sign("HMAC", key, bytes);
  // Each library gets its headers as plain text: what it costs to take them from a request is the same for all.
  const headers = { Key: publicKey, Sign: signature };

  const cryptoProvider = Stripe.createSubtleCryptoProvider();
  const stripeHeader = await stripe.webhooks.generateTestHeaderStringAsync({
    payload: body,
    secret: stripeSecret,
    cryptoProvider,
  });

  const now = new Date();
  const standardHeaders = (prefix: string) => ({
    [`${prefix}-id`]: "msg_1",
    [`${prefix}-timestamp`]: String(Math.floor(now.getTime() / 1000)),
    [`${prefix}-signature`]: standard.sign("msg_1", now, body),
  });
  const svixHeaders = standardHeaders("svix");
  const webhookHeaders = standardHeaders("webhook");

  return {
    "subtle.verify": () => crypto.subtle.verify("HMAC", key, mac, bytes),
    // Whoever verifies with Web Crypto and hands out an object pays this; amounts are doubles then.
    "subtle.verify and JSON.parse": async () => {
      if (await crypto.subtle.verify("HMAC", key, mac, bytes)) return JSON.parse(decoder.decode(bytes));
    },
    verify: () => verify(bytes, signature, secretKey),
    // Each begins with the bytes, as a request has them. The others take text, which is also what is faster for stripe.
    constructEvent: () => constructEvent(bytes, headers, keys),
    stripe: () => {
      const text = decoder.decode(bytes);
      return stripe.webhooks.constructEventAsync(text, stripeHeader, stripeSecret, YEAR_SECONDS, cryptoProvider);
    },
    // It leaves the parsing to its caller.
    svix: () => {
      const text = decoder.decode(bytes);
      svix.verify(text, svixHeaders);
      return JSON.parse(text);
    },
    standardwebhooks: () => standard.verify(decoder.decode(bytes), webhookHeaders),
    // The vendor's own sample, and what it takes to read an event with it.
    "crypto-js": () => CryptoJS.HmacSHA512(body, secretKey).toString(CryptoJS.enc.Hex) === signature,
    "crypto-js and JSON.parse": () => {
      const text = decoder.decode(bytes);
      if (CryptoJS.HmacSHA512(text, secretKey).toString(CryptoJS.enc.Hex) !== signature) throw new Error("mismatch");
      return JSON.parse(text);
    },
  };
}

let casesOfBodies: Record<string, Case>[] | undefined;

export default {
  async fetch(request: Request): Promise<Response> {
    const { searchParams } = new URL(request.url);
    casesOfBodies ??= await Promise.all(bodies.map(makeCases));
    const name = searchParams.get("case");
    if (name === null) return Response.json(Object.keys(casesOfBodies[0] ?? {}));
    const runs = casesOfBodies.map((cases) => cases[name] as Case);
    for (let i = Number(searchParams.get("times")) - 1; i >= 0; i--) {
      const result = await runs[i % runs.length]?.();
      // A verification that fails fast would look fast.
      if (result === false || result === undefined) return new Response("the case failed", { status: 500 });
    }
    return new Response("done");
  },
};
