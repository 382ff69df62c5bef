/** A transfer of a chain's own coin, or of an ERC-20 token, that a browser wallet can send. */
export interface Transfer {
  chainId: number;
  /** The payee. */
  to: string;
  /** In the smallest unit. */
  units: bigint;
  /** The token's contract. Undefined for the chain's own coin. */
  token?: string;
}

const address = "0x[0-9a-fA-F]{40}";
const native = new RegExp(`^ethereum:(${address})@(\\d+)\\?value=(\\d+)$`);
const erc20 = new RegExp(`^ethereum:(${address})@(\\d+)/transfer\\?address=(${address})&uint256=(\\d+)$`);

/**
 * Reads the store's payment link. Undefined unless it asks for exactly one transfer to the payment's own address, so that
 * a wallet is never asked to send anywhere else.
 *
 * Source: EIP-681, in the form that the plugin writes.
 */
export function parseTransfer(paymentUri: string | undefined, payee: string | undefined): Transfer | undefined {
  const coin = native.exec(paymentUri ?? "");
  const token = erc20.exec(paymentUri ?? "");
  const [to, chainId, units] = coin ? [coin[1], coin[2], coin[3]] : token ? [token[3], token[2], token[4]] : [];
  if (!to || !chainId || !units || to.toLowerCase() !== payee?.toLowerCase()) return undefined;
  const transfer = { chainId: Number(chainId), to, units: BigInt(units) };
  if (!Number.isSafeInteger(transfer.chainId) || transfer.units === 0n) return undefined;
  return token?.[1] ? { ...transfer, token: token[1] } : transfer;
}
