/** The environment variables as which the SSM agent passes parameters of `interpolationType: ENV_VAR`. */
export const ssmVariables = (parameters: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(parameters).map(([name, value]) => [`SSM_${name}`, value]));
