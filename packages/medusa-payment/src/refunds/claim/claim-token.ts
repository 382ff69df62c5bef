import { createHash, randomBytes } from "node:crypto";

/** 256 bits of chance, in a form that fits a link. */
export function newClaimToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is kept of a token: who reads the database can't open a claim with it. */
export function tokenDigest(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
