/** What the signed-in user may do; without Medusa's RBAC, everything. */
export type Permission = "read" | "act" | "request" | "approve" | "send" | "manage";
