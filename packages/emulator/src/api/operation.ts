import type { GenericSchema, InferOutput } from "valibot";
import type { Sandbox } from "../sandbox.ts";

/** One operation of the API reference. */
export interface Operation {
  /** `group.name`, for faults and logs. */
  readonly name: string;
  readonly method: "POST" | "DELETE";
  /** Below `/api/v1`, with path parameters as `{name}`. */
  readonly path: string;
  /** Whether the request names the account it is for. */
  readonly account: boolean;
  /** Schema of `payload`; undefined = the request has none. */
  readonly payload: GenericSchema | undefined;
  /** Answers the body as values for writeJson; undefined = an empty body. */
  readonly handle: (sandbox: Sandbox, payload: never, params: Readonly<Record<string, string>>) => unknown;
}

interface OperationOptions {
  readonly method?: "POST" | "DELETE";
  readonly account?: boolean;
}

/** An operation with a payload. */
export function operation<const S extends GenericSchema>(
  name: string,
  path: string,
  payload: S,
  handle: (sandbox: Sandbox, payload: InferOutput<S>, params: Readonly<Record<string, string>>) => unknown,
  options: OperationOptions = {},
): Operation {
  return { name, path, payload, handle, method: options.method ?? "POST", account: options.account ?? true };
}

/** An operation without a payload. */
export function bareOperation(
  name: string,
  path: string,
  handle: (sandbox: Sandbox) => unknown,
  options: OperationOptions = {},
): Operation {
  return { name, path, payload: undefined, handle, method: options.method ?? "POST", account: options.account ?? true };
}
