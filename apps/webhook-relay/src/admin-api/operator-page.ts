import type { Context } from "hono";
import { encodeBase64 } from "../base64.ts";
import page from "./operator-page.html";

const inlineHash = async (tag: "script" | "style"): Promise<string> => {
  const content = page.slice(page.indexOf(`<${tag}>`) + tag.length + 2, page.indexOf(`</${tag}>`));
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(content));
  return `'sha256-${encodeBase64(new Uint8Array(digest))}'`;
};

/** A page that uses the admin API. It contains no data: it loads them with the admin token that the operator enters. */
export async function operatorPage(c: Context): Promise<Response> {
  const [script, style] = await Promise.all([inlineHash("script"), inlineHash("style")]);
  return c.html(page, 200, {
    "content-security-policy": `default-src 'none'; connect-src 'self'; script-src ${script}; style-src ${style}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  });
}
