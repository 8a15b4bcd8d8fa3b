import type { AnyId, UserId } from '../../shared/domain/index.ts'
import { kindOfId } from '../../shared/domain/index.ts'
import type { Privilege } from '../../shared/rights/index.ts'
import type { RoleRow, World } from '../world/index.ts'
import { isStruck } from '../world/index.ts'
import { privilegesOfRole } from './grants.ts'
import { kindNames, Names } from './names.ts'
import { Principals } from './principals.ts'
import type { ProofContext } from './proof.ts'
import { grantLine, membershipLines, missingAnywhere, missingFor, targetLines } from './proof.ts'
import type { Reach } from './reach.ts'
import { reachOf, reachTables } from './reach.ts'
import { compileScope } from './scope.ts'
import type { AccessEvaluator, Decision, Principal, Scope } from './types.ts'

/**
 * The one evaluator of console, portal and API. Rights are data, a right is the union over the
 * user's roles, and what no role grants is denied. It reads the roles that a user has now, whatever
 * the principal that it is given remembers, so that a right taken away is gone at once.
 */
export function createAccess(world: World): AccessEvaluator {
  return new Evaluator(world)
}

class Evaluator implements AccessEvaluator {
  private readonly principals: Principals
  private stamp = -1
  private readonly scopes = new Map<string, Scope>()
  private readonly reachByRoles = new Map<string, Reach>()

  constructor(private readonly world: World) {
    this.principals = new Principals(world)
  }

  principalOf(userId: UserId): Principal | undefined {
    return this.principals.of(userId)
  }

  holds(principal: Principal, privilege: Privilege): boolean {
    return this.holders(principal, privilege).length > 0
  }

  scope(principal: Principal, privilege: Privilege): Scope {
    return this.scopeOf(principal, privilege, this.holders(principal, privilege))
  }

  decide(principal: Principal, privilege: Privilege, targetId?: AnyId): Decision {
    return this.explain(principal, principal, privilege, targetId)
  }

  explain(
    reader: Principal,
    principal: Principal,
    privilege: Privilege,
    targetId?: AnyId,
  ): Decision {
    const current = this.principals.of(principal.userId)
    if (!current) return denied(`${principal.displayName} is no user who can sign in.`)
    const context: ProofContext = {
      world: this.world,
      principal: current,
      names: new Names(this.world, one => this.scope(reader, one)),
      isSelf: reader.userId === current.userId,
    }
    if (targetId === undefined) return this.decideAnywhere(context, privilege)
    if (this.scope(current, privilege).covers(targetId)) {
      return { allowed: true, because: this.proof(context, privilege, targetId) }
    }
    // The same words for what is hidden and for what does not exist.
    if (!context.names.sees(targetId)) {
      const kind = kindOfId(targetId)
      return denied(
        `There is no ${kind ? kindNames[kind] : 'object'} ${targetId} that you can see.`,
      )
    }
    const covering = current.roles.find(role => this.reaches(current, role, privilege, targetId))
    const holder = this.holders(current, privilege)[0]
    return denied(missingFor(context, privilege, covering, holder, targetId))
  }

  private decideAnywhere(context: ProofContext, privilege: Privilege): Decision {
    const role = this.holders(context.principal, privilege)[0]
    if (!role) return denied(missingAnywhere(context, privilege))
    return {
      allowed: true,
      because: [...membershipLines(context, role), grantLine(role, privilege)],
    }
  }

  /** The chain through the first role that grants it alone; a role's scope may need several. */
  private proof(context: ProofContext, privilege: Privilege, targetId: AnyId): string[] {
    const { principal } = context
    const holders = this.holders(principal, privilege)
    const alone = holders.find(role => this.scopeOfOne(principal, role, privilege).covers(targetId))
    if (alone) {
      return [
        ...membershipLines(context, alone),
        grantLine(alone, privilege),
        ...targetLines(context, alone, targetId),
      ]
    }
    const [first] = holders
    return [
      ...holders.flatMap(role => [...membershipLines(context, role), grantLine(role, privilege)]),
      ...(first ? targetLines(context, first, targetId) : []),
    ]
  }

  /** Whether the role would cover the target if it granted everything that it could. */
  private reaches(
    principal: Principal,
    role: RoleRow,
    privilege: Privilege,
    targetId: AnyId,
  ): boolean {
    return this.scopeOfOne(principal, role, privilege).covers(targetId)
  }

  private scopeOfOne(principal: Principal, role: RoleRow, privilege: Privilege): Scope {
    return this.scopeOf(principal, privilege, [role])
  }

  /**
   * The scope that these roles give of a privilege, kept until something moves that it rests on.
   */
  private scopeOf({ userId }: Principal, privilege: Privilege, holders: readonly RoleRow[]): Scope {
    this.forgetStale()
    const key = [userId, privilege, ...holders.map(role => role.id)].join(' ')
    const known = this.scopes.get(key)
    if (known) return known
    const memberOf = this.principals.of(userId)?.roles ?? []
    const scope = compileScope(this.world, {
      userId,
      privilege,
      holders,
      memberOf: holders.length ? memberOf : [],
      mayControlClock: memberOf.some(role => privilegesOfRole(role).has('clock.control')),
      reachOf: roles => this.reachOf(roles),
    })
    this.scopes.set(key, scope)
    return scope
  }

  /** One reach for all members of a role, and for all privileges. */
  private reachOf(roles: readonly RoleRow[]): Reach {
    const key = roles.map(role => role.id).join(' ')
    const known = this.reachByRoles.get(key)
    if (known) return known
    const reach = reachOf(this.world, roles)
    this.reachByRoles.set(key, reach)
    return reach
  }

  private forgetStale(): void {
    const stamp = this.world.changedSince(...reachTables)
    if (stamp === this.stamp) return
    this.stamp = stamp
    this.scopes.clear()
    this.reachByRoles.clear()
  }

  private rolesOf(principal: Principal): readonly RoleRow[] {
    return this.principals.of(principal.userId)?.roles ?? []
  }

  private holders(principal: Principal, privilege: Privilege): readonly RoleRow[] {
    return this.rolesOf(principal).filter(
      role =>
        privilegesOfRole(role).has(privilege) &&
        !isStruck(this.world, 'permission-revoked', role.id),
    )
  }
}

function denied(missing: string): Decision {
  return { allowed: false, because: [], missing }
}
