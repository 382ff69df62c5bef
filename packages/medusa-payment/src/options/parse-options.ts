import { MedusaError } from "@medusajs/framework/utils";
import type { z } from "@medusajs/framework/zod";
import { type CalypsoSettings, calypsoOptions } from "./calypso-options";
import { movedOptions } from "./moved-options";

/**
 * Checks a merchant's options and fills in the defaults.
 *
 * @throws MedusaError with one sentence for each invalid option, naming it and never its value
 */
export function parseOptions(options: unknown): CalypsoSettings {
  const own = withoutMedusasOwn(options);
  const moved = movedOptions(own);
  if (moved.length > 0) throw invalid([`Calypso: the options are grouped: ${moved.join(", ")}.`]);
  const result = calypsoOptions.safeParse(own);
  if (!result.success) throw invalid(result.error.issues.map(sentence));
  return result.data;
}

/** During migrations Medusa adds its database settings to each provider's options. */
function withoutMedusasOwn(options: unknown): unknown {
  if (typeof options !== "object" || options === null) return undefined;
  const { database: _, ...own } = options as Record<string, unknown>;
  return own;
}

function invalid(sentences: string[]): MedusaError {
  return new MedusaError(MedusaError.Types.INVALID_ARGUMENT, sentences.join("\n"));
}

function sentence(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") {
    const names = issue.keys.map((key) => `"${nameOf([...issue.path, key])}"`);
    return `Calypso: the option ${names.join(", ")} doesn't exist; check its spelling.`;
  }
  const name = nameOf(issue.path);
  return name ? `Calypso: the option "${name}" ${issue.message}.` : `Calypso: the options ${issue.message}.`;
}

function nameOf(path: PropertyKey[]): string {
  return path
    .map((part) => (typeof part === "number" ? `[${part + 1}]` : `.${String(part)}`))
    .join("")
    .slice(1);
}
