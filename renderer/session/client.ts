import { createORPCClient } from '@orpc/client'
import type { Client } from '../../shared/contract/index.ts'
import { LinkSwitch } from './link-switch.ts'

/** Where the client's calls go; the connection of this window keeps it filled. */
export const linkSwitch = new LinkSwitch()

/** Everything that can be asked of the core. Calls made without a connection are rejected. */
export const client: Client = createORPCClient<Client>(linkSwitch)
