import { z } from 'zod';

export const email = z.string().trim().toLowerCase().pipe(z.email('must be an e-mail address').max(254));

/** Long is what makes a password strong; what it is made of is the owner's business (NIST SP 800-63B). */
export const newPassword = z.string().min(10, 'must have at least 10 characters').max(200);

/** A shorter name part is found in many a good password by chance. */
const namePartMin = 4;

/** A NUL would be refused by the database, and the others have no place in a name. */
const name = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^\P{Cc}*$/u, 'must not contain control characters');

export const registration = z.object({ email, password: newPassword, name }).refine(
  ({ email, password }) => {
    const namePart = email.slice(0, email.indexOf('@'));
    return namePart.length < namePartMin || !password.toLowerCase().includes(namePart);
  },
  { path: ['password'], message: 'must not contain the name part of the e-mail address' },
);

export const credentials = z.object({ email, password: z.string().min(1).max(200) });
export const refreshRequest = z.object({ refreshToken: z.string().min(1).max(100) });
