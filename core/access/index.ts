export * from './types.ts'
export { administratorRole, checkAdministratorLeft } from './administrators.ts'
export { describeRole, place } from './describe.ts'
export type { Description, RoleDraft } from './describe.ts'
export { createAccess } from './evaluator.ts'
export { actionNames, privilegesOfRole, profileNames } from './grants.ts'
export { signInLimits } from './limiter.ts'
export { kindNames, Names, nameOf, readingPrivilege } from './names.ts'
export { membersOf, scopesWithout } from './principals.ts'
export {
  checkQuota,
  checkQuotaHolds,
  countsForQuota,
  mayOwnUnder,
  pointsUsed,
  quotaUses,
} from './quota.ts'
export { entriesOutside } from './scope.ts'
export { createSessions, sessionLimits } from './sessions.ts'
export type { SessionPorts, SessionRequest, Sessions } from './sessions.ts'
