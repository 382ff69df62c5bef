import ts from "typescript";

/** What a file exports: values and types by name; `default` under the name that it has inside the file, if any. */
export interface ExportedNames {
  values: string[];
  types: string[];
}

/** Reads the exports that a source text declares itself; `export … from` counts as a value, as it says no kind. */
export function exportedNames(file: string, text: string): ExportedNames {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const names: ExportedNames = { values: [], types: [] };
  for (const statement of source.statements) {
    if (ts.isExportDeclaration(statement)) {
      if (statement.exportClause && ts.isNamedExports(statement.exportClause))
        for (const { name, isTypeOnly } of statement.exportClause.elements)
          names[statement.isTypeOnly || isTypeOnly ? "types" : "values"].push(name.text);
    } else if (ts.isExportAssignment(statement)) {
      names.values.push(defaultName(statement.expression));
    } else if (isExported(statement)) {
      const isType = ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
      names[isType ? "types" : "values"].push(...declaredNames(statement));
    }
  }
  return names;
}

/** `export default x` is named x, `export default createWorkflow(…)` isn't named. */
function defaultName(expression: ts.Expression): string {
  const inner = ts.isSatisfiesExpression(expression) ? expression.expression : expression;
  return ts.isIdentifier(inner) ? inner.text : "default";
}

function isExported(statement: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  );
}

function declaredNames(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
  const { name } = statement as ts.DeclarationStatement;
  return [name ? (name as ts.Identifier).text : "default"];
}

function boundNames(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundNames(element.name) : []));
}
