/** `no_checksum`: a mistyped character would go unnoticed. */
export type AddressWarning = "no_checksum";

/** Checks an address by its network's rules. @returns the problem, as a sentence for the person who entered it, or the address as its network writes it */
export type NetworkCheck = (text: string) => { problem: string } | { address: string; warnings?: AddressWarning[] };
