// Blockchains by the documentation's names ("ENUM description", "Blockchain"), with their explorers.

export interface Network {
  /** Name for people. */
  readonly displayName: string;
  /** How long a payment usually takes until Calypso credits it, in minutes. Source: the guides, "Transaction processing time". */
  readonly usualMinutes: number;
  /**
   * The shortest lifetime of an invoice, in minutes, that lets a payment sent at the last moment of a shopper's patience arrive: an
   * expired address isn't watched, not even for a transaction that is under way.
   */
  readonly leastLifetimeMinutes: number;
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
    usualMinutes: 60,
    leastLifetimeMinutes: 360,
    bip21Scheme: "bitcoin",
    transactionUrl: "https://mempool.space/tx/{}",
    addressUrl: "https://mempool.space/address/{}",
  },
  LITECOIN: {
    displayName: "Litecoin",
    usualMinutes: 30,
    leastLifetimeMinutes: 120,
    bip21Scheme: "litecoin",
    transactionUrl: "https://litecoinspace.org/tx/{}",
    addressUrl: "https://litecoinspace.org/address/{}",
  },
  DOGECOIN: {
    displayName: "Dogecoin",
    usualMinutes: 5,
    leastLifetimeMinutes: 60,
    bip21Scheme: "dogecoin",
    transactionUrl: "https://blockchair.com/dogecoin/transaction/{}",
    addressUrl: "https://blockchair.com/dogecoin/address/{}",
  },
  ETHEREUM: {
    displayName: "Ethereum",
    usualMinutes: 10,
    leastLifetimeMinutes: 60,
    tokenStandard: "ERC-20",
    chainId: 1,
    transactionUrl: "https://etherscan.io/tx/{}",
    addressUrl: "https://etherscan.io/address/{}",
  },
  BINANCE_SMART_CHAIN: {
    displayName: "BNB Smart Chain",
    usualMinutes: 5,
    leastLifetimeMinutes: 30,
    tokenStandard: "BEP-20",
    chainId: 56,
    transactionUrl: "https://bscscan.com/tx/{}",
    addressUrl: "https://bscscan.com/address/{}",
  },
  POLYGON: {
    displayName: "Polygon",
    usualMinutes: 5,
    leastLifetimeMinutes: 30,
    tokenStandard: "ERC-20",
    chainId: 137,
    transactionUrl: "https://polygonscan.com/tx/{}",
    addressUrl: "https://polygonscan.com/address/{}",
  },
  TRON: {
    displayName: "TRON",
    usualMinutes: 5,
    leastLifetimeMinutes: 30,
    tokenStandard: "TRC-20",
    transactionUrl: "https://tronscan.org/#/transaction/{}",
    addressUrl: "https://tronscan.org/#/address/{}",
  },
  TONCOIN: {
    displayName: "TON",
    usualMinutes: 5,
    leastLifetimeMinutes: 30,
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
