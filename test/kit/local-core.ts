import { createCore, type Core } from '../../core/index.ts'
import type { StorePort } from '../../core/ports.ts'
import { clientOver } from '../../host/index.ts'
import { MemoryLogs } from './memory-logs.ts'
import { corePorts } from '../../host/ports.ts'
import { memoryPair } from '../../shared/wire/index.ts'
import type { Client } from '../../shared/contract/index.ts'

/** A core in this thread over any store, with the ports that it has in a host. */
export function localCore(store: StorePort): Core {
  return createCore({
    store,
    ports: corePorts('there is no worker here', new MemoryLogs(), () => undefined),
  })
}

/** A client of a core in this thread. */
export function localClient(core: Core, token?: string): Client {
  const [own, cores] = memoryPair()
  core.connect(cores, { kind: 'http', key: 'local', address: 'local', token })
  return clientOver(own)
}
