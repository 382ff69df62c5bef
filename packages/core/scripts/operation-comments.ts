import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import ts from "typescript";

/** The doc comment of each operation, by `group.name`: it is written once, in the source. */
export function readOperationComments(folder: string): Map<string, string> {
  const comments = new Map<string, string>();
  for (const file of globSync(`${folder}/**/*.ts`)) {
    const source = ts.createSourceFile(basename(file), readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
    source.forEachChild((node) => {
      if (!ts.isVariableStatement(node)) return;
      const [group] = node.declarationList.declarations;
      if (group?.initializer === undefined || !ts.isObjectLiteralExpression(group.initializer)) return;
      for (const property of group.initializer.properties) {
        const [comment] = ts.getJSDocCommentsAndTags(property).filter(ts.isJSDoc);
        const text = ts.getTextOfJSDocComment(comment?.comment);
        if (text && property.name) comments.set(`${group.name.getText()}.${property.name.getText()}`, text);
      }
    });
  }
  return comments;
}
