import { describe, expect, test } from "vitest";
import { RelayArgumentError } from "../../src/errors.ts";
import { parseStoreUrl } from "../../src/registry/parse-store-url.ts";

const deployed = { allowLoopback: false };

describe("accepts", () => {
  test.each([
    ["https://shop.example.com/hooks/calypso", "https://shop.example.com/hooks/calypso"],
    ["https://shop.example.com:8443/hooks?a=b", "https://shop.example.com:8443/hooks?a=b"],
    ["HTTPS://SHOP.example.com", "https://shop.example.com/"],
    ["https://8.8.8.8/", "https://8.8.8.8/"],
    ["https://172.32.0.1/", "https://172.32.0.1/"],
    ["https://100.128.0.1/", "https://100.128.0.1/"],
  ])("%s", (url, canonical) => {
    expect(parseStoreUrl(url, deployed)).toBe(canonical);
  });
});

test("accepts names that only resemble an address", () => {
  for (const url of [
    "https://v1-2-3-4.shop.example.com/",
    "https://shop-10-20.example.com/",
    "https://svc.example.com/",
  ]) {
    expect(parseStoreUrl(url, deployed)).toBe(url);
  }
});

test("refuses the relay's own address, and no other on the same machine", () => {
  expect(() =>
    parseStoreUrl("https://relay.example.com/v1/webhooks/acme", { ...deployed, ownHost: "relay.example.com" }),
  ).toThrow("own address");
  const local = { allowLoopback: true, ownHost: "127.0.0.1:8787" };
  expect(() => parseStoreUrl("http://127.0.0.1:8787/hooks", local)).toThrow("own address");
  expect(parseStoreUrl("http://127.0.0.1:9000/hooks", local)).toBe("http://127.0.0.1:9000/hooks");
});

describe("refuses", () => {
  test.each([
    "shop.example.com",
    "http://shop.example.com/",
    "ftp://shop.example.com/",
    "file:///etc/passwd",
    "https://user:pass@shop.example.com/",
    "https://user@shop.example.com/",
    "https://shop.example.com/#here",
    `https://shop.example.com/${"x".repeat(2100)}`,
    "https://localhost/",
    "https://shop.localhost/",
    "https://shop.internal/",
    "https://shop.local./",
    "https://intranet/",
    "https://127.0.0.1.nip.io/",
    "https://7f000001.nip.io/",
    "https://10-0-0-1.sslip.io/",
    "https://localtest.me/",
    "https://shop.localtest.me./",
    "https://lvh.me/",
    "https://store.default.svc/",
    "https://store.default.svc.cluster.local/",
    "https://store.service.consul/",
    "https://10.0.0.1.shop.example.com/",
    "https://app-192-168-1-1.shop.example.com/",
    "https://127.0.0.1/",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f.0.0.1/",
    "https://0177.0.0.1/",
    "https://0.0.0.0/",
    "https://10.0.0.1/",
    "https://172.16.0.1/",
    "https://172.31.255.255/",
    "https://192.168.1.1/",
    "https://169.254.169.254/latest/meta-data/",
    "https://100.64.0.1/",
    "https://198.18.0.1/",
    "https://224.0.0.1/",
    "https://255.255.255.255/",
    "https://[::1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://[fd00::1]/",
    "https://[fe80::1]/",
    "https://[2606:4700::1111]/",
    "http://127.0.0.1:9000/",
    "http://localhost:9000/",
  ])("%s", (url) => {
    expect(() => parseStoreUrl(url, deployed)).toThrow(RelayArgumentError);
  });
});

test("names IPv6 as the reason for refusing an IPv6 address", () => {
  expect(() => parseStoreUrl("https://[2606:4700::1111]/", deployed)).toThrow("not an IPv6 address");
});

describe("on a developer's machine", () => {
  const local = { allowLoopback: true };
  test.each([
    "http://127.0.0.1:9000/hooks",
    "http://localhost:9000/hooks",
    "http://[::1]:9000/hooks",
    "https://shop.example.com/",
  ])("accepts %s", (url) => {
    expect(parseStoreUrl(url, local)).toBe(url);
  });
  test.each(["http://192.168.1.1/", "http://shop.example.com/", "http://user@localhost/", "ws://localhost/"])(
    "refuses %s",
    (url) => {
      expect(() => parseStoreUrl(url, local)).toThrow(RelayArgumentError);
    },
  );
});
