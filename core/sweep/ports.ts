import type { LogPort } from '../log-port.ts'
import type { CorePorts, StorePort, UnpackedTrace } from '../ports.ts'

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
    putHistory: () => undefined,
    readHistory: () => [],
    dropHistory: () => undefined,
  }
}

/** Logs that forget: in a sweep nobody reads them. */
function noLogs(): LogPort {
  return {
    open: () => [],
    addColumns: () => undefined,
    append: () => undefined,
    close: () => undefined,
    flush: () => undefined,
    size: () => undefined,
    columnsOf: () => [],
    read: async () => undefined,
    take: async () => undefined,
    remove: () => undefined,
    keepImports: () => undefined,
    encode: () => new Uint8Array(0),
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
    unpackTraces: async (_source, files) => files.map(tracesOf),
    runScenario: () => ({ cancel: () => undefined }),
    solve: (model, _limits, watcher) => {
      watcher.done({ status: 'limit', values: model.known, elapsedS: 0 })
      return { cancel: () => undefined }
    },
    logs: noLogs(),
    log: () => undefined,
  }
}

/** A load curve made of the letters of a file, since nothing unpacks files here. */
function tracesOf({ path, contentBase64 }: { path: string; contentBase64: string }): UnpackedTrace {
  const letters = Array.from(contentBase64, letter => letter.charCodeAt(0) % 101)
  return { name: path, samples: Uint8Array.from([0, ...letters]) }
}
