/** The message of the error that ended a program of Node's, without code excerpt and stack; else its last lines. */
export function saidByApp(stderr: string): string {
  const lines = stderr.trim().split('\n');
  const begin = lines.findIndex((line) => /^(?:\w*Error)\b.*?: /.test(line));
  if (begin < 0) return lines.slice(-5).join('\n');
  const end = lines.findIndex((line, i) => i > begin && /^\s+at /.test(line));
  const message = lines.slice(begin, end < 0 ? undefined : end).join('\n');
  return message.replace(/^\w*Error\b.*?: /, '').trim();
}
