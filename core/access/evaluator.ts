import type { AnyId, UserId } from '../../shared/domain/index.ts'
import { kindOfId } from '../../shared/domain/index.ts'
import type { Privilege } from '../../shared/rights/index.ts'
import type { RoleRow, World } from '../world/index.ts'
import { privilegesOfRole } from './grants.ts'
import { kindNames, Names } from './names.ts'
import { Principals } from './principals.ts'
import type { ProofContext } from './proof.ts'
import { grantLine, membershipLines, missingAnywhere, missingFor, targetLines } from './proof.ts'
import { reachTables } from './reach.ts'
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
    const stamp = this.world.changedSince(...reachTables)
    if (stamp !== this.stamp) this.scopes.clear()
    this.stamp = stamp
    const key = `${principal.userId} ${privilege}`
    const known = this.scopes.get(key)
    if (known) return known
    const holders = this.holders(principal, privilege)
    const scope = compileScope(this.world, {
      userId: principal.userId,
      privilege,
      holders,
      memberOf: holders.length ? this.rolesOf(principal) : [],
      mayControlClock: this.holders(principal, 'clock.control').length > 0,
    })
    this.scopes.set(key, scope)
    return scope
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
    return compileScope(this.world, {
      userId: principal.userId,
      privilege,
      holders: [role],
      memberOf: principal.roles,
      mayControlClock: this.holders(principal, 'clock.control').length > 0,
    })
  }

  private rolesOf(principal: Principal): readonly RoleRow[] {
    return this.principals.of(principal.userId)?.roles ?? []
  }

  private holders(principal: Principal, privilege: Privilege): readonly RoleRow[] {
    return this.rolesOf(principal).filter(role => privilegesOfRole(role).has(privilege))
  }
}

function denied(missing: string): Decision {
  return { allowed: false, because: [], missing }
}
