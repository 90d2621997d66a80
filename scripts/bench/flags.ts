import { parseArgs } from 'node:util';

/** A `--name VALUE` of one bench; without `value` a switch that is '' when given. */
export interface Flag {
  /** One line for the message about an unknown or missing flag. */
  readonly about: string;
  /** What stands for the value in messages, such as `DIR`. */
  readonly value?: string;
  readonly required?: boolean;
}

export type Flags = Readonly<Record<string, Flag>>;

/** By name without dashes; a flag that was not given is absent. */
export type FlagValues = Readonly<Record<string, string>>;

const JSON_FLAG: Flag = { about: 'print figures as JSON' };

/**
 * Those behind a bench's name, `json` included, which every bench takes.
 * @throws Error that names all the bench's flags for an unknown or missing one
 */
export function readFlags(args: readonly string[], declared: Flags): FlagValues {
  const flags: Flags = { ...declared, json: JSON_FLAG };
  const options = Object.entries(flags).map(([name, { value }]) => [
    name,
    { type: value === undefined ? ('boolean' as const) : ('string' as const) },
  ]);
  const given = parsed(args, Object.fromEntries(options), flags);
  const missing = Object.entries(flags).find(([name, { required }]) => required && given[name] === undefined);
  if (missing) throw new Error(`${shown(missing)} is missing\n${listed(flags)}`);
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value === true ? '' : String(value)]));
}

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>;

function parsed(args: readonly string[], options: Options, flags: Flags): Readonly<Record<string, unknown>> {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (cause) {
    const { message } = cause as Error;
    throw new Error(`${message.split('. ')[0]}\n${listed(flags)}`, { cause });
  }
}

const shown = ([name, { value }]: readonly [string, Flag]): string => `--${name}${value ? ` ${value}` : ''}`;

function listed(flags: Flags): string {
  const rows = Object.entries(flags).map((flag) => [shown(flag), flag[1].about] as const);
  const width = Math.max(...rows.map(([name]) => name.length));
  return ['this benchmark takes', ...rows.map(([name, about]) => `  ${name.padEnd(width)}  ${about}`)].join('\n');
}
