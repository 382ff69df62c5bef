import type { Context } from "hono";
import * as v from "valibot";
import { badRequest } from "../domain/emulator-error.ts";

const isForm = (c: Context): boolean =>
  c.req.header("content-type")?.startsWith("application/x-www-form-urlencoded") ?? false;

/** A boolean from JSON or from a form. */
export const flag = v.optional(
  v.union([
    v.boolean(),
    v.pipe(
      v.picklist(["true", "false", "on"]),
      v.transform((text) => text !== "false"),
    ),
  ]),
);

/** An amount above 0 as a decimal string. */
export const decimal = v.pipe(
  v.string("must be a decimal string"),
  v.regex(/^\d{1,20}(\.\d{1,18})?$/, "must be a decimal"),
  v.regex(/[1-9]/, "must be more than 0"),
);

/** Reads the request's JSON or form fields. @throws EmulatorError 400 when they don't match the schema. */
export async function readInput<S extends v.GenericSchema>(c: Context, schema: S): Promise<v.InferOutput<S>> {
  let fields: unknown;
  if (isForm(c)) {
    const { back: _, ...rest } = (await c.req.parseBody()) as Record<string, unknown>;
    fields = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== ""));
  } else {
    const body = await c.req.text();
    try {
      fields = body === "" ? {} : JSON.parse(body);
    } catch {
      throw badRequest("the body is not JSON");
    }
  }
  const result = v.safeParse(schema, fields);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw badRequest(`${v.getDotPath(issue) ?? "body"}: ${issue.message}`);
}

/** Answers with JSON; a form that was sent without script is redirected to its page. */
export async function answer(c: Context, result: unknown): Promise<Response> {
  if (isForm(c)) {
    const { back } = (await c.req.parseBody()) as { back?: unknown };
    if (typeof back === "string" && /^\/(?!\/)/.test(back)) return c.redirect(back, 303);
  }
  return c.json(result as object);
}
