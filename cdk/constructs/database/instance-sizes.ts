/**
 * Instance classes of the knowledge store and the connections that each is told to allow. The figures are set in the
 * parameter group, near to what RDS itself derives from the memory, so that a plan and the server agree.
 */
export const instanceSizes = {
  't4g.micro': 80,
  't4g.small': 170,
  't4g.medium': 350,
  't4g.large': 800,
} as const;

export type DatabaseInstanceSize = keyof typeof instanceSizes;

/** Kept back for superusers, RDS itself, the migrator, and a person who looks. */
export const KEPT_BACK_CONNECTIONS = 15;
