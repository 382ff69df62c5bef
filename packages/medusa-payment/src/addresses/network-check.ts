/**
 * `no_checksum`: a mistyped character would go unnoticed. `unusual_witness`: a segregated-witness program that no wallet creates
 * today.
 */
export type AddressWarning = "no_checksum" | "unusual_witness";

/** An address that its network's rules accept. */
export interface ValidAddress {
  /** As its network writes it. */
  address: string;
  /** What the address pays to, the same for every spelling: the hash, program or account, in hexadecimal. */
  account: string;
  warnings?: AddressWarning[];
}

/** Checks an address by its network's rules. @returns the problem, as a sentence for the person who entered it, or the address */
export type NetworkCheck = (text: string) => { problem: string } | ValidAddress;
