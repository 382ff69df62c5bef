import { definePolicies } from "@medusajs/framework/utils";
import { PERMISSIONS } from "../api/permissions";

/** Registers the plugin's permissions with Medusa's RBAC, so that roles can be given them. Medusa scans this folder. */
export const calypsoPolicies = definePolicies([
  { name: "ReadCalypsoPayments", ...PERMISSIONS.read, description: "Read crypto payments and refunds" },
  {
    name: "ActOnCalypsoPayments",
    ...PERMISSIONS.act,
    description: "Check, accept, attach and resolve crypto payments",
  },
  { name: "RequestCalypsoRefunds", ...PERMISSIONS.request, description: "Request and cancel crypto refunds" },
  { name: "ApproveCalypsoRefunds", ...PERMISSIONS.approve, description: "Approve crypto refunds" },
  { name: "SendCalypsoPayouts", ...PERMISSIONS.send, description: "Retry crypto payouts and send mass payouts" },
  { name: "ManageCalypso", ...PERMISSIONS.manage, description: "See Calypso's health and run its reconcile job" },
]);
