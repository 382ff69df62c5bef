import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { createApiKeysWorkflow } from "@medusajs/medusa/core-flows";
import { one, type Shop, seedAdmin } from "../../support/shop";
import { type Bench, type Json, suite } from "../../support/suite";
import { ACCESS, type AccessRow, ROLES, type Role } from "./access-table";

type Caller = "nobody" | "no role" | Role | "API key";

const CALLERS: Caller[] = ["nobody", "no role", ...(Object.keys(ROLES) as Role[]), "API key"];
const API = new URL("../../../src/api", import.meta.url).pathname;

/** Sends every admin route from every kind of caller, with Medusa's RBAC on or off. */
export async function accessSuite(isRbacOn: boolean): Promise<void> {
  await suite({
    name: isRbacOn ? "access with RBAC" : "access without RBAC",
    modules: { rbac: isRbacOn },
    options: {
      checkout: { paymentLinkUrl: "https://shop.example/pay" },
      refunds: { claimUrl: "https://shop.example/refunds/{token}" },
    },
    test: (bench) => {
      const headers = new Map<Caller, Record<string, string>>();
      beforeAll(async () => {
        for (const caller of CALLERS) headers.set(caller, await headersOf(bench, caller, isRbacOn));
      });

      it("the table has a row for every route in the source, and no other", () => {
        expect(ACCESS.map(({ route }) => route).sort()).toEqual(routesInSource().sort());
      });

      describe.each(CALLERS)("for a caller with: %s", (caller) => {
        it("every route answers as the table says", async () => {
          const answers: Record<string, number> = {};
          for (const { route, body } of ACCESS) {
            const [method, path] = route.split(" ") as [string, string];
            const status = await send(bench, method, path.replace("[id]", "none"), body, headers.get(caller));
            answers[route] = status;
          }
          expect(answers).toEqual(
            Object.fromEntries(ACCESS.map((row) => [row.route, expected(row, caller, isRbacOn)])),
          );
        });

        it("the permissions that Admin is told are those that the routes grant", async () => {
          const answer = await bench.get("/admin/calypso/permissions", headers.get(caller) ?? {});
          if (caller === "nobody") return expect(answer.status).toBe(401);
          const all = Object.keys(ROLES);
          expect(answer.data.permissions).toEqual(isRbacOn ? all.filter((name) => name === caller) : all);
        });
      });
    },
  });
}

function expected({ allowed, opens }: AccessRow, caller: Caller, isRbacOn: boolean): number {
  if (caller === "nobody") return 401;
  return !isRbacOn || opens === "any" || opens === caller ? allowed : 403;
}

async function send(bench: Bench, method: string, path: string, body: Json, headers: Record<string, string> = {}) {
  if (method === "GET") return (await bench.get(path, headers)).status;
  if (method === "DELETE") return (await bench.remove(path, headers)).status;
  return (await bench.post(path, body ?? {}, headers)).status;
}

/** `POST /admin/…` of each handler that a route file exports. */
function routesInSource(): string[] {
  return readdirSync(join(API, "admin"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("route.ts"))
    .flatMap((file) => {
      const source = readFileSync(join(API, "admin", file), "utf8");
      const methods = [...source.matchAll(/export (?:async function|const) (GET|POST|PUT|PATCH|DELETE|HEAD)\b/g)];
      return methods.map(([, method]) => `${method} /admin/${file.replace(/\/route\.ts$/, "")}`);
    });
}

async function headersOf(bench: Bench, caller: Caller, isRbacOn: boolean): Promise<Record<string, string>> {
  if (caller === "nobody") return {};
  if (caller === "API key") {
    const api_keys = [{ title: "integration", type: "secret" as const, created_by: "" }];
    const { token } = one((await createApiKeysWorkflow(bench.container).run({ input: { api_keys } })).result);
    return { authorization: `Basic ${Buffer.from(`${token}:`).toString("base64")}` };
  }
  const email = `${caller.replace(" ", "-")}@example.com`;
  const signIn = (path: string, body: unknown) => bench.post(path, body, {});
  const signedIn: Shop["adminHeaders"] = await seedAdmin(bench.container, signIn, email);
  if (!isRbacOn || caller === "no role") return signedIn;
  await giveRole(bench, email, caller);
  // Roles are part of the token, so that the user has to sign in again.
  const { data } = await bench.post("/auth/user/emailpass", { email, password: "correct horse" }, {});
  return { authorization: `Bearer ${data.token}` };
}

async function giveRole({ container }: Bench, email: string, role: Role): Promise<void> {
  const rbac: Json = container.resolve("rbac" as never);
  const user = one(await container.resolve(Modules.USER).listUsers({ email }));
  const policy = one((await rbac.listRbacPolicies(ROLES[role])) as { id: string }[]);
  const [created] = await rbac.createRbacRoles([{ name: role }]);
  await rbac.createRbacRolePolicies([{ role_id: created.id, policy_id: policy.id }]);
  const link = container.resolve(ContainerRegistrationKeys.LINK);
  await link.create({ [Modules.USER]: { user_id: user.id }, rbac: { rbac_role_id: created.id } });
}
