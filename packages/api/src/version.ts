/** Every answer has the version of ARES that gave it. */
export const VERSION_HEADER = 'ares-version';
