const PINNED = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
const OWN = /^\.\/\.github\//;

/** Every action is a commit, with its version told beside it; a tag can be moved by whoever owns it. */
export function actionProblems(text: string): string[] {
  const used = [...text.matchAll(/^\s*(?:-\s+)?uses:\s*(.+?)\s*$/gm)].map(([, action = '']) => action);
  return used
    .filter((action) => !PINNED.test(action) && !OWN.test(action))
    .map((action) => `${action} is not pinned as owner/name@COMMIT # vX.Y.Z`);
}
