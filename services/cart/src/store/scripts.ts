/**
 * Each script is one atomic step on the cart's hash (product id to quantity). Putting and merging renew the
 * expiry, so that a cart lives as long as somebody uses it.
 */

/** KEYS cart; ARGV product, quantity, lines max, quantity max, ttl seconds, `add` or `set`. */
export const putScript = `
local have = tonumber(redis.call('HGET', KEYS[1], ARGV[1]) or '0')
if have == 0 and redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[3]) then return 'too-many-lines' end
local want = tonumber(ARGV[2])
if ARGV[6] == 'add' then want = want + have end
if want > tonumber(ARGV[4]) then return 'too-many-pieces' end
redis.call('HSET', KEYS[1], ARGV[1], want)
redis.call('EXPIRE', KEYS[1], ARGV[5])
return 'ok'`;

/** KEYS visitor's cart, user's cart; ARGV lines max, quantity max, ttl seconds. Returns the products that did not fit. */
export const mergeScript = `
local lines = redis.call('HGETALL', KEYS[1])
local dropped = {}
for i = 1, #lines, 2 do
  local have = tonumber(redis.call('HGET', KEYS[2], lines[i]) or '0')
  if have == 0 and redis.call('HLEN', KEYS[2]) >= tonumber(ARGV[1]) then
    dropped[#dropped + 1] = lines[i]
  else
    redis.call('HSET', KEYS[2], lines[i], math.min(tonumber(ARGV[2]), have + tonumber(lines[i + 1])))
  end
end
redis.call('DEL', KEYS[1])
redis.call('EXPIRE', KEYS[2], ARGV[3])
return dropped`;

/**
 * KEYS cart, marker of the order; ARGV marker ttl seconds, then product and quantity in turns. Takes out what an
 * order bought, once an order, and leaves what was put in meanwhile.
 */
export const takeOutScript = `
if not redis.call('SET', KEYS[2], '1', 'NX', 'EX', ARGV[1]) then return 0 end
for i = 2, #ARGV, 2 do
  if redis.call('HINCRBY', KEYS[1], ARGV[i], -tonumber(ARGV[i + 1])) <= 0 then redis.call('HDEL', KEYS[1], ARGV[i]) end
end
return 1`;
