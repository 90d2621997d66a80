/** What the agent does for `interpolationType: ENV_VAR`: parameter `Foo` is the variable `SSM_Foo` of the script. */
export function scriptWithVariables(script: string, parameters: Readonly<Record<string, string>>): string {
  const exports = Object.entries(parameters).map(([name, value]) => `export SSM_${name}=${quoted(value)}`);
  return [...exports, script].join('\n');
}

/** One word of the shell, whatever is in it. */
const quoted = (value: string): string => `'${value.replaceAll("'", `'\\''`)}'`;
