import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto'

/** Cost of a new hash; a hash carries its own, so that these can rise without a migration. */
const cost = { n: 2 ** 17, r: 8, p: 1 }
const saltBytes = 16
const keyBytes = 32
/**
 * No stored hash asks for more than four times today's memory: a broken file must not exhaust it.
 */
const costliest = { n: 2 ** 19, r: 8, p: 4 }

interface StoredHash {
  readonly n: number
  readonly r: number
  readonly p: number
  readonly salt: Buffer
  readonly key: Buffer
}

/** Hashes a password with scrypt: `scrypt$N$r$p$salt$key`, salt and key in base64. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes)
  const key = await derive(password, salt, keyBytes, cost)
  const numbers = [cost.n, cost.r, cost.p].join('$')
  return `scrypt$${numbers}$${salt.toString('base64')}$${key.toString('base64')}`
}

/**
 * Whether the password is the one of the hash. Without a hash it works as long, and answers no, so
 * that the time of an answer does not tell whether there is such a user.
 */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const stored = hash === undefined ? undefined : parseHash(hash)
  const { n, r, p, salt, key } = stored ?? nobodysHash
  const derived = await derive(password, salt, key.length, { n, r, p })
  return timingSafeEqual(derived, key) && stored !== undefined
}

const nobodysHash: StoredHash = {
  ...cost,
  salt: Buffer.alloc(saltBytes),
  key: Buffer.alloc(keyBytes),
}

function parseHash(hash: string): StoredHash | undefined {
  const [scheme, n, r, p, salt = '', key = ''] = hash.split('$')
  const stored = {
    n: Number(n),
    r: Number(r),
    p: Number(p),
    salt: Buffer.from(salt, 'base64'),
    key: Buffer.from(key, 'base64'),
  }
  const isBounded =
    stored.n <= costliest.n && stored.r <= costliest.r && stored.p <= costliest.p && stored.n > 1
  const isWhole = scheme === 'scrypt' && stored.key.length >= 16 && stored.salt.length >= 8
  return isBounded && isWhole ? stored : undefined
}

function derive(
  password: string,
  salt: Buffer,
  length: number,
  { n, r, p }: { n: number; r: number; p: number },
): Promise<Buffer> {
  // Node's own limit of 32 MiB is below what N 2^17 needs: 128 N r bytes, and some more.
  const options: ScryptOptions = { N: n, r, p, maxmem: 128 * n * r * p + 1024 * 1024 }
  // The same password may be typed composed or decomposed.
  const typed = password.normalize('NFC')
  return new Promise((resolve, reject) => {
    scrypt(typed, salt, length, options, (error, key) => (error ? reject(error) : resolve(key)))
  })
}
