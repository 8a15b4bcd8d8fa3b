/** What hosts see of this folder. */
export { clientOver } from './client.ts'
export { startCoreHost, type CoreHost, type CoreHostOptions, type HostStatus } from './core-host.ts'
export { defaultDataFolder } from './default-data-folder.ts'
export type { SetupFlags } from './setup-flags.ts'
export { StartRefused } from './start-refused.ts'
export { StoreUnusable } from './store/store-unusable.ts'
export type { ClientInfo, CoreFacts } from './worker/messages.ts'
