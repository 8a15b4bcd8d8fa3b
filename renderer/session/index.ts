export { client } from './client.ts'
export { useClock } from './clock.store.ts'
export type { Connection, ConnectionState } from './connection.ts'
export { failureOf } from './failure.ts'
export { useNotices, type Notices } from './notices.ts'
export {
  operationInfo,
  operations,
  type InputOf,
  type OperationInfo,
  type OperationName,
  type OutputOf,
} from './operations.ts'
export { useRefusalText, type RefusalText } from './refusal-text.ts'
export type { FabricChoice, FabricOffer, Session, SessionStatus } from './session.ts'
export { useCommand, type Command, type CommandOptions, type Said } from './use-command.ts'
export { useQuery, type Query, type QueryOptions } from './use-query.ts'
export { useSession, type HostCapabilities } from './use-session.ts'
export { useSubscription, type LoadState, type Subscription } from './use-subscription.ts'
export { useWindow, type ListInput, type LiveWindow, type WindowOptions } from './use-window.ts'
