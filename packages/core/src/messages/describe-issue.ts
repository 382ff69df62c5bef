import type * as v from "valibot";

/** Where a value is invalid and what is expected there. Not Valibot's own message, which quotes the value. */
export function describeIssue(issue: v.BaseIssue<unknown>, name: string): { path: string; expected: string } {
  // Of a union's options, the one that matched furthest is the one that was meant.
  const inner = (issue.issues ?? []).toSorted((a, b) => (b.path?.length ?? 0) - (a.path?.length ?? 0))[0];
  const keys = (issue.path ?? []).map((item) => String(item.key));
  const path = [name, ...keys].join(".");
  if (inner?.path !== undefined) return describeIssue(inner, path);
  const isOwnMessage = issue.kind === "validation" && !issue.message.startsWith("Invalid ");
  if (isOwnMessage) return { path, expected: issue.message };
  if (issue.expected === "never") return { path, expected: "left out: the API has no such field" };
  return { path, expected: (issue.expected ?? "different").replaceAll('"', "'") };
}
