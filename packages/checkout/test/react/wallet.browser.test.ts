import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { useGallery } from "../support/browser/use-gallery.ts";

interface FakeWallet {
  chainId: number;
  /** Error codes that methods throw, by method. */
  refuses: Record<string, number>;
  /** Says yes to switching and stays where it is. */
  stuck: boolean;
  calls: { method: string; params?: Record<string, string>[] }[];
}

declare global {
  interface Window {
    fakeWallet: FakeWallet;
  }
}

const from = "0x8617E340B3D01FA5F11F306F4090FD50E238070D";

/** A wallet that announces itself as EIP-6963 says. Answers like a browser extension. */
function installWallet({ from, wallet }: { from: string; wallet: FakeWallet }) {
  window.fakeWallet = wallet;
  const provider = {
    async request(call: FakeWallet["calls"][number]) {
      wallet.calls.push(structuredClone(call));
      const code = wallet.refuses[call.method];
      if (code) throw Object.assign(new Error("the wallet says no"), { code });
      if (call.method === "eth_requestAccounts") return [from];
      if (call.method === "eth_chainId") return `0x${wallet.chainId.toString(16)}`;
      if (call.method === "wallet_switchEthereumChain") {
        if (!wallet.stuck) wallet.chainId = Number(call.params?.[0]?.chainId);
        return null;
      }
      return `0x${"ab".repeat(32)}`;
    },
  };
  const detail = Object.freeze({ info: { uuid: "1", name: "Fake Wallet", icon: "", rdns: "example.fake" }, provider });
  const announce = () => window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail }));
  window.addEventListener("eip6963:requestProvider", announce);
  announce();
}

const sentIn = (page: Page) =>
  page.evaluate(() => window.fakeWallet.calls.filter(({ method }) => method === "eth_sendTransaction"));

describe("a browser wallet", () => {
  const { open } = useGallery();

  async function openWith(scene: string, wallet: Partial<FakeWallet> = {}): Promise<Page> {
    const { page } = await open({ scene });
    const given = { chainId: 1, refuses: {}, stuck: false, calls: [], ...wallet };
    await page.addInitScript(installWallet, { from, wallet: given });
    await page.reload();
    return page;
  }

  const pay = (page: Page) => page.getByTestId("pay-with-wallet").getByText("Pay with Fake Wallet").click();
  const state = (page: Page, name: string) => page.locator(`[data-testid="wallets"][data-state="${name}"]`).waitFor();

  it("sends the exact transfer of a token", async () => {
    const page = await openWith("waiting-tether-on-ethereum");
    await pay(page);
    await state(page, "sent");
    expect(await sentIn(page)).toEqual([
      {
        method: "eth_sendTransaction",
        params: [
          {
            from,
            to: "0xdAC17F958D2ee523a2206206994597C13D831ec7",
            value: "0x0",
            chainId: "0x1",
            data: `0xa9059cbb${"52908400098527886e0f7030069857d2e4169ee7".padStart(64, "0")}${(31447164).toString(16).padStart(64, "0")}`,
          },
        ],
      },
    ]);
    await page.getByText("Sent from your wallet.").first().waitFor();
  });

  it("switches to the right chain first, and sends the chain's own coin", async () => {
    const page = await openWith("waiting-ether", { chainId: 137 });
    await pay(page);
    await state(page, "sent");
    const methods = await page.evaluate(() => window.fakeWallet.calls.map(({ method }) => method));
    expect(methods.indexOf("wallet_switchEthereumChain")).toBeLessThan(methods.indexOf("eth_sendTransaction"));
    expect((await sentIn(page))[0]?.params).toEqual([
      { from, to: "0x52908400098527886E0F7030069857D2E4169EE7", value: "0x23e1e5803b4000", chainId: "0x1" },
    ]);
  });

  it.each<[string, Partial<FakeWallet>, string, string]>([
    ["refused accounts", { refuses: { eth_requestAccounts: 4001 } }, "refused", "Nothing was sent"],
    ["a refused payment", { refuses: { eth_sendTransaction: 4001 } }, "refused", "Nothing was sent"],
    ["a refused switch", { chainId: 56, refuses: { wallet_switchEthereumChain: 4001 } }, "refused", "Nothing was sent"],
    ["an unknown chain", { chainId: 56, refuses: { wallet_switchEthereumChain: 4902 } }, "wrong_network", "Ethereum"],
    ["a switch that doesn't happen", { chainId: 56, stuck: true }, "wrong_network", "Ethereum"],
    ["too little balance", { refuses: { eth_sendTransaction: -32000 } }, "failed", "Check your balance"],
  ])("says kindly what happened after %s", async (_, wallet, expected, words) => {
    const page = await openWith("waiting-tether-on-ethereum", wallet);
    await pay(page);
    await state(page, expected);
    await page.getByTestId("wallet-note").getByText(words).waitFor();
    const sent = await sentIn(page);
    expect(sent).toHaveLength(wallet.refuses?.eth_sendTransaction ? 1 : 0);
    // It can be tried again.
    await page.evaluate(() => Object.assign(window.fakeWallet, { refuses: {}, stuck: false }));
    await pay(page);
    await state(page, "sent");
  });

  it("doesn't offer to pay twice, even after a reload", async () => {
    const page = await openWith("waiting-tether-on-ethereum");
    await pay(page);
    await state(page, "sent");
    expect(await page.getByTestId("pay-with-wallet").count()).toBe(0);
    await page.reload();
    await state(page, "sent");
    expect(await page.getByTestId("pay-with-wallet").count()).toBe(0);
  });

  it.each(["waiting", "waiting-bitcoin"])("isn't offered for %s", async (scene) => {
    const page = await openWith(scene);
    await page.getByTestId("address").waitFor();
    await page.locator(".qr-mark path").waitFor({ state: "attached" });
    expect(await page.getByTestId("wallets").count()).toBe(0);
  });

  it("isn't offered without a wallet", async () => {
    const { page } = await open({ scene: "waiting-tether-on-ethereum" });
    await page.locator(".qr-mark path").waitFor({ state: "attached" });
    expect(await page.getByTestId("wallets").count()).toBe(0);
  });
});
