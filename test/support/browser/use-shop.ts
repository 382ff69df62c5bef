import { launchChromium } from "@calypso-commerce/testkit/chromium";
import { createJsonApi, type JsonApi } from "@calypso-commerce/testkit/json-api";
import { type Merchant, signIn } from "@calypso-commerce/tools/stack/merchant";
import type { Stack, StackOptions } from "@calypso-commerce/tools/stack/stack";
import { type Storefront, startStorefront } from "@calypso-commerce/tools/stack/storefront";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { startTestStack } from "../start-test-stack.ts";

/** What a file's tests in a browser share. */
export interface ShopUnderTest {
  stack: Stack;
  storefront: Storefront;
  browser: Browser;
  /** The vendor's control API. */
  emulator: JsonApi;
  merchant: Merchant;
}

/** Starts the stack, the storefront and a browser before a file's tests, and closes the browser's contexts after each. */
export function useShop(name: string, options: Partial<StackOptions> = {}): ShopUnderTest {
  const shop = {} as ShopUnderTest;
  beforeAll(async () => {
    shop.stack = await startTestStack(name, options);
    shop.storefront = await startStorefront(shop.stack);
    shop.browser = await launchChromium();
    shop.emulator = createJsonApi(shop.stack.emulator.url);
    shop.merchant = await signIn(shop.stack.store.url);
  });
  afterEach(async () => {
    for (const context of shop.browser.contexts()) await context.close();
  });
  afterAll(async () => {
    await shop.browser?.close();
    await shop.storefront?.stop();
    await shop.stack?.stop();
  });
  return shop;
}
