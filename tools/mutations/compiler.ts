import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import type { Removal } from "../../packages/medusa-payment/test/mutations/regression.mts";

/** A file of the mutated plugin, built. */
export interface BuiltFile {
  /** Below the plugin's folder. */
  path: string;
  text: string;
}

/**
 * Mutates the plugin's source in memory and compiles the changed files as `medusa plugin:build` does.
 *
 * @param folder the plugin's
 * @returns a function that throws an Error if a text doesn't occur exactly once or the result doesn't compile
 */
export function createCompiler(folder: string): (removals: readonly Removal[]) => BuiltFile[] {
  const { config } = ts.readConfigFile(join(folder, "tsconfig.json"), ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  const changed = new Map<string, string>();
  let version = 0;
  const host: ts.LanguageServiceHost = {
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
    realpath: (path) => ts.sys.realpath?.(path) ?? path,
    getCompilationSettings: () => options,
    getCurrentDirectory: () => folder,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    getScriptFileNames: () => fileNames,
    getScriptVersion: (path) => (changed.has(path) ? String(version) : "0"),
    getScriptSnapshot: (path) => {
      const text = changed.get(path) ?? ts.sys.readFile(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
  };
  const service = ts.createLanguageService(host);

  return (removals) => {
    changed.clear();
    version++;
    for (const { file, text, instead } of removals) {
      const path = join(folder, "src", file);
      const source = changed.get(path) ?? readFileSync(path, "utf8");
      const count = source.split(text).length - 1;
      if (count !== 1) throw new Error(`${file} has the text ${count} times: ${text.trim()}`);
      changed.set(
        path,
        source.replace(text, () => instead),
      );
    }
    return [...changed.keys()].map((path) => {
      const problems = [...service.getSyntacticDiagnostics(path), ...service.getSemanticDiagnostics(path)];
      if (problems[0])
        throw new Error(`it doesn't compile: ${ts.flattenDiagnosticMessageText(problems[0].messageText, " ")}`);
      const built = service.getEmitOutput(path).outputFiles.find(({ name }) => name.endsWith(".js"));
      if (!built) throw new Error(`TypeScript makes nothing of ${path}`);
      return { path: built.name.slice(folder.length), text: built.text };
    });
  };
}
