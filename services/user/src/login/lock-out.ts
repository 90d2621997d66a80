import type { Pool } from 'pg';

/** This many attempts are free of delay. */
const freeAttempts = 5;
const firstLockSeconds = 30;
const lockSecondsMax = 900;
/** Attempts are forgotten after this time without any. */
const forgetAfter = '1 day';

/**
 * Counts an attempt before its password is looked at, so that many at once cannot slip past the limit. From the fifth
 * on each locks the address: 30 s, then twice as long each time, at most 15 min.
 * @returns seconds to wait, or 0 if the attempt may go on
 */
export async function countAttempt(pool: Pool, email: string): Promise<number> {
  const { rows } = await pool.query<{ admitted: boolean; wait_seconds: number }>(
    `with counted as (
       insert into login_attempts as a (email, attempts) values ($1, 1)
       on conflict (email) do update
          set attempts = case when a.last_at < now() - interval '${forgetAfter}' then 1 else a.attempts + 1 end,
              last_at = now(),
              locked_until = case when a.attempts + 1 >= $2 and a.last_at >= now() - interval '${forgetAfter}'
                then now() + make_interval(secs => least($4, $3 * power(2, least(a.attempts + 1 - $2, 20)))) end
        where a.locked_until is null or a.locked_until <= now()
       returning true)
     select exists (select from counted) as admitted,
            coalesce((select ceil(extract(epoch from locked_until - now()))
                        from login_attempts where email = $1), 1)::int as wait_seconds`,
    [email, freeAttempts, firstLockSeconds, lockSecondsMax],
  );
  const [row] = rows;
  return row?.admitted ? 0 : Math.max(1, row?.wait_seconds ?? 1);
}

export async function forgetAttempts(pool: Pool, email: string): Promise<void> {
  await pool.query('delete from login_attempts where email = $1', [email]);
}
