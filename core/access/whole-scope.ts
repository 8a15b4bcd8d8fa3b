import type { AnyId } from '../../shared/domain/index.ts'
import type { World } from '../world/index.ts'
import type { Scope } from './types.ts'

/** The scope of an administrator. */
export class WholeScope implements Scope {
  readonly everything = true
  constructor(private readonly world: World) {}
  readonly vm = yes
  readonly host = yes
  readonly hostGroup = yes
  readonly cluster = yes
  readonly volume = yes
  readonly share = yes
  readonly disk = yes
  readonly template = yes
  readonly role = yes
  readonly job = yes
  readonly audit = yes
  readonly array = yes
  readonly pool = yes
  readonly lun = yes
  readonly snapshot = yes
  readonly fault = yes
  readonly schedule = yes
  readonly plan = yes
  readonly placementRule = yes
  readonly tip = yes
  readonly waiver = yes
  readonly collector = yes
  readonly log = yes
  covers(id: AnyId): boolean {
    return this.world.findAny(id) !== undefined
  }
}

function yes(): boolean {
  return true
}
