import type { Operation, OperationName, operations } from "@calypso-commerce/core/schemas";
import type { Sandbox } from "../sandbox.ts";

/** The request of an operation as core's schema describes it: payload and path parameters together. */
export type RequestOf<Name extends OperationName> =
  (typeof operations)[Name] extends Operation<infer Request, infer _Response> ? Request : never;

/**
 * Performs an operation. Returns the answer for writeJson; undefined means an empty body.
 *
 * @param origin - the origin that the request was sent to, for links in the answer.
 */
export type Handler<Request = never> = (sandbox: Sandbox, request: Request, origin: string) => unknown;

/** The handlers of one group of operations. The type allows none to be missing. */
export type Handlers<Group extends string = string> = {
  readonly [Name in OperationName as Name extends `${Group}.${string}` ? Name : never]: Handler<RequestOf<Name>>;
};
