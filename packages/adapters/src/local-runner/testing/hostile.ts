import fc from 'fast-check';

/** Shell, path, JSON, template and option injections; each would make or name a file `pwned` if it got through. */
const injections = [
  '$(touch pwned)',
  '`touch pwned`',
  '; touch pwned',
  '| touch pwned',
  '&& touch pwned',
  '& touch pwned &',
  '\ntouch pwned\n',
  "'; touch pwned; '",
  '"; touch pwned; "',
  '$IFS touch$IFS pwned',
  '<(touch pwned)',
  '> pwned',
  '../../pwned',
  '/etc/passwd',
  '{{ActionId}}',
  '{{ssm:secret}}',
  '","status":"done","x":"',
  '\\u0022',
  'a[$(touch pwned)]',
  '--help=',
  '-v /:/host',
  '*',
  '~root',
  '%s%n',
  '\u0000',
  '\u202egpj.exe',
  '\u001b[2J',
  'é',
];

/** Any value with at least one character that no parameter allows. */
export const hostileValue: fc.Arbitrary<string> = fc
  .tuple(fc.string({ unit: 'binary', maxLength: 8 }), fc.constantFrom(...injections), fc.string({ maxLength: 8 }))
  .map((parts) => parts.join(''));

/** As `hostileValue`, but what the environment of a process can hold. */
export const hostileVariable: fc.Arbitrary<string> = hostileValue.map((value) =>
  value.replaceAll('\0', '\u0001').toWellFormed(),
);
