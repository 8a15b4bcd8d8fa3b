import type { ChartId, ChartSpec, RoleId, UserId } from '../../shared/domain/index.ts'

/** Charts that somebody saved under a name, for themselves or for the members of a role. */
export interface ChartRow {
  readonly id: ChartId
  readonly name: string
  readonly ownerId: UserId
  readonly roleId?: RoleId
  readonly view: ChartSpec
}
