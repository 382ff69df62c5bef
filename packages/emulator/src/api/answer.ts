import type { Operation, OperationName, operations } from "@calypso-commerce/core";
import type { Sandbox } from "../sandbox.ts";

/** What a request of an operation holds, as core's schema says: payload and path parameters together. */
export type RequestOf<Name extends OperationName> =
  (typeof operations)[Name] extends Operation<infer Request, infer _Response> ? Request : never;

/**
 * Does what an operation is for. Answers values for writeJson; undefined = an empty body.
 *
 * @param origin - where the request was sent to, for links in the answer.
 */
export type Answer<Request = never> = (sandbox: Sandbox, request: Request, origin: string) => unknown;

/** The answers of a group of operations, none missing. */
export type Answers<Group extends string = string> = {
  readonly [Name in OperationName as Name extends `${Group}.${string}` ? Name : never]: Answer<RequestOf<Name>>;
};
