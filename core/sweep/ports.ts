import type { CorePorts, StorePort } from '../ports.ts'

/** A store that forgets: a sweep has no disk. Its faults of the store are the dispatcher's. */
export function noStore(): StorePort {
  return {
    read: () => undefined,
    append: () => undefined,
    checkpoint: () => undefined,
    markClock: () => undefined,
    sessions: () => [],
    putSession: () => undefined,
    removeSession: () => undefined,
  }
}

/** Ports without chance, without a clock on the wall and without secrets. */
export function plainPorts(): CorePorts {
  let tokens = 0
  return {
    wallMs: () => 0,
    hashPassword: async password => `plain:${password}`,
    verifyPassword: async (password, hash) => hash === `plain:${password}`,
    randomToken: () => `${String(++tokens).padStart(8, '0')}-no-chance-in-this-token`,
    hashToken: token => `hashed:${token}`,
    unpackTraces: async () => [],
    runScenario: () => ({ cancel: () => undefined }),
    log: () => undefined,
  }
}
