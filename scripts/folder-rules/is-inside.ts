/** Whether `file` is below `folder`, in which `*` stands for one name. Both are paths from the root. */
export function isInside(file: string, folder: string): boolean {
  const names = file.split('/');
  return folder.split('/').every((pattern, i) => (pattern === '*' ? names[i] !== undefined : pattern === names[i]));
}
