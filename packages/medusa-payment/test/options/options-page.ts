import { readFileSync } from "node:fs";
import ts from "typescript";

interface PluginOption {
  /** `checkout.flow`, or `providerId` for an option outside of the groups. */
  name: string;
  description: string;
  /** "required", or the default as its comment says it. */
  defaultValue: string;
}

const schema = new URL("../../src/options/calypso-options.ts", import.meta.url);

const INTRODUCTION = `# Options of the plugin

The options that \`withCalypso\` of \`@calypso-commerce/medusa-payment/config\` takes, in groups: \`{ credentials: { publicKey, … }, checkout: { flow, … }, … }\`. An invalid option stops every Medusa command with a sentence that names it and never shows its value.

Generated from the comments in [calypso-options.ts](../packages/medusa-payment/src/options/calypso-options.ts); \`vitest run test/options -u\` in its package updates it.
`;

/** Reads the plugin's options from its schema: each property of a \`z.strictObject\` with a doc comment. */
export function pluginOptions(): PluginOption[] {
  const source = ts.createSourceFile(schema.pathname, readFileSync(schema, "utf8"), ts.ScriptTarget.Latest, true);
  return source.statements.filter(ts.isVariableStatement).flatMap(({ declarationList: { declarations } }) => {
    const [declaration] = declarations;
    const group = declaration?.name.getText() ?? "";
    const prefix = group === "calypsoOptions" ? "" : `${group}.`;
    return declaration ? documentedProperties(declaration).map((property) => optionOf(property, prefix)) : [];
  });
}

function documentedProperties(node: ts.Node): ts.PropertyAssignment[] {
  const found: ts.PropertyAssignment[] = [];
  const visit = (child: ts.Node): void => {
    if (ts.isPropertyAssignment(child) && ts.getJSDocCommentsAndTags(child).length > 0) found.push(child);
    else ts.forEachChild(child, visit);
  };
  visit(node);
  return found;
}

function optionOf(property: ts.PropertyAssignment, prefix: string): PluginOption {
  const [comment] = ts.getJSDocCommentsAndTags(property).filter(ts.isJSDoc);
  const tag = comment?.tags?.find(({ tagName }) => tagName.text === "default");
  return {
    name: `${prefix}${property.name.getText()}`,
    description: oneLine(comment?.comment),
    defaultValue: tag ? oneLine(tag.comment) : "required",
  };
}

function oneLine(comment: Parameters<typeof ts.getTextOfJSDocComment>[0]): string {
  return (ts.getTextOfJSDocComment(comment) ?? "").replace(/\s+/g, " ").trim();
}

/** The text of docs/options.md. */
export function optionsPage(): string {
  const groups = Map.groupBy(pluginOptions(), ({ name }) => (name.includes(".") ? name.split(".")[0] : "others"));
  const sections = [...groups].map(([group, options]) => {
    const rows = options.map(
      ({ name, description, defaultValue }) => `| \`${name}\` | ${description} | ${defaultValue} |`,
    );
    return `## ${group}\n\n| option | | default |\n|---|---|---|\n${rows.join("\n")}\n`;
  });
  return [INTRODUCTION, ...sections].join("\n");
}
