// Blockchains by the documentation's names ("ENUM description", "Blockchain"), with their explorers.

export interface Network {
  /** Name for people. */
  readonly displayName: string;
  /** The standard of its tokens. */
  readonly tokenStandard?: string;
  /** EIP-155 chain id. */
  readonly chainId?: number;
  /** URI scheme of payment links after BIP 21. */
  readonly bip21Scheme?: string;
  /** The explorer's pages; `{}` stands for the hash or address. */
  readonly transactionUrl: string;
  readonly addressUrl: string;
}

export const networks = {
  BITCOIN: {
    displayName: "Bitcoin",
    bip21Scheme: "bitcoin",
    transactionUrl: "https://mempool.space/tx/{}",
    addressUrl: "https://mempool.space/address/{}",
  },
  LITECOIN: {
    displayName: "Litecoin",
    bip21Scheme: "litecoin",
    transactionUrl: "https://litecoinspace.org/tx/{}",
    addressUrl: "https://litecoinspace.org/address/{}",
  },
  DOGECOIN: {
    displayName: "Dogecoin",
    bip21Scheme: "dogecoin",
    transactionUrl: "https://blockchair.com/dogecoin/transaction/{}",
    addressUrl: "https://blockchair.com/dogecoin/address/{}",
  },
  ETHEREUM: {
    displayName: "Ethereum",
    tokenStandard: "ERC-20",
    chainId: 1,
    transactionUrl: "https://etherscan.io/tx/{}",
    addressUrl: "https://etherscan.io/address/{}",
  },
  BINANCE_SMART_CHAIN: {
    displayName: "BNB Smart Chain",
    tokenStandard: "BEP-20",
    chainId: 56,
    transactionUrl: "https://bscscan.com/tx/{}",
    addressUrl: "https://bscscan.com/address/{}",
  },
  POLYGON: {
    displayName: "Polygon",
    tokenStandard: "ERC-20",
    chainId: 137,
    transactionUrl: "https://polygonscan.com/tx/{}",
    addressUrl: "https://polygonscan.com/address/{}",
  },
  TRON: {
    displayName: "TRON",
    tokenStandard: "TRC-20",
    transactionUrl: "https://tronscan.org/#/transaction/{}",
    addressUrl: "https://tronscan.org/#/address/{}",
  },
  TONCOIN: {
    displayName: "TON",
    tokenStandard: "Jetton",
    transactionUrl: "https://tonviewer.com/transaction/{}",
    addressUrl: "https://tonviewer.com/{}",
  },
} as const satisfies Record<string, Network>;

export type NetworkName = keyof typeof networks;

/** Other names that answers may use for a network. */
const aliases: Readonly<Record<string, NetworkName>> = {
  BTC: "BITCOIN",
  LTC: "LITECOIN",
  DOGE: "DOGECOIN",
  XDG: "DOGECOIN",
  ETH: "ETHEREUM",
  ERC20: "ETHEREUM",
  BSC: "BINANCE_SMART_CHAIN",
  BNB: "BINANCE_SMART_CHAIN",
  BEP20: "BINANCE_SMART_CHAIN",
  POL: "POLYGON",
  MATIC: "POLYGON",
  TRX: "TRON",
  TRC20: "TRON",
  TON: "TONCOIN",
};

/** Finds a network by its name or an alias, in any case. */
export function networkNameOf(name: string): NetworkName | undefined {
  const plain = name.trim().toUpperCase().replaceAll(/[\s-]/g, "_");
  if (Object.hasOwn(networks, plain)) return plain as NetworkName;
  return Object.hasOwn(aliases, plain) ? aliases[plain] : undefined;
}
