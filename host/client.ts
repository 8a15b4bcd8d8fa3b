import { createORPCClient, type ClientContext } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { Client } from '../shared/contract/index.ts'
import { CloseGuard, wireOptions, type WirePort } from '../shared/wire/index.ts'

/** A client of the core over a port. When the port closes, its calls reject at once. */
export function clientOver(port: WirePort): Client {
  const link = new RPCLink<ClientContext>({ port, ...wireOptions })
  return createORPCClient<Client>(new CloseGuard(link, port))
}
