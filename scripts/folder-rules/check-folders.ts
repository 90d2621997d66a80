import type { FolderRule, Violation } from './folder-rule.ts';
import { folderRules, testPackages } from './folder-rules.ts';
import { type ImportTarget, importTarget, readWorkspaces } from './import-target.ts';
import { importsOf } from './imports-of.ts';
import { impureUses } from './impure-uses.ts';
import { isInside } from './is-inside.ts';
import { isTestCode, lineOf, readSources, type SourceFile } from './source-files.ts';

/** Reads every package and service below `root` and tells what breaks the folder rules. */
export async function checkFolders(root: string): Promise<Violation[]> {
  const workspaces = readWorkspaces(root);
  const checked = readSources(root).map(async (file) => {
    const rule = folderRules.find(({ folder }) => isInside(file.path, folder));
    if (!rule) return [violation(file, '', 'no folder rule covers this file: add one')];
    const imports = (await importsOf(file)).filter(
      (specifier) => !isAllowed(importTarget(specifier, file.path, workspaces), rule, file.path),
    );
    const impure = rule.pure && !isTestCode(file.path) ? await impureUses(file) : [];
    return [
      ...imports.map((specifier) => violation(file, specifier, `${rule.folder} may not import ${specifier}`)),
      ...impure.map((name) => violation(file, name, `${rule.folder} is pure and may not use ${name}`)),
    ];
  });
  return (await Promise.all(checked)).flat();
}

function isAllowed(target: ImportTarget, rule: FolderRule, importer: string): boolean {
  const inTest = isTestCode(importer);
  switch (target.kind) {
    case 'builtin':
      return rule.builtins || inTest;
    case 'package':
      return rule.packages === 'any' || [...rule.packages, ...(inTest ? testPackages : [])].includes(target.name);
    case 'file':
      return [ownFolder(rule, importer), ...rule.folders, ...((inTest && rule.testFolders) || [])].some((folder) =>
        isInside(target.path, folder),
      );
  }
}

/** The folder that the rule's pattern stands for here: one service, not all of them. */
const ownFolder = ({ folder }: FolderRule, path: string): string =>
  path.split('/').slice(0, folder.split('/').length).join('/');

const violation = (file: SourceFile, word: string, problem: string): Violation => ({
  file: file.path,
  line: lineOf(file.text, word),
  problem,
});
