import type { HostId } from '../../shared/domain/index.ts'
import type { HostRating } from '../../shared/contract/index.ts'
import { byIdNumber } from '../../shared/domain/index.ts'
import type { TransferTargetView, WorkForecastView } from '../../shared/contract/index.ts'
import { Refusal, refuse, viewOfRefusal } from '../../shared/refusals/index.ts'
import { vmQuotaRefusal } from '../access/index.ts'
import { explainForecast, forecastMigration, migrationName } from '../processes/migration/index.ts'
import type { Destination, Ladder, TransferMethod } from '../processes/transfer/index.ts'
import {
  deployRefusal,
  forecastTransfer,
  ladderOf,
  storeRefusal,
  targetVolume,
  transferableRefusal,
  transferName,
} from '../processes/transfer/index.ts'
import type { HostRow, ShareRow, VmRow, World } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'
import { sharePath } from './share.handlers.ts'
import { hostsOfRole } from './transfer-right.ts'
import { nameOfTargets, selectVms, vmRefusal } from './targets.ts'
import { ratingsOf } from './vm-migrate.handlers.ts'
import { forecastView } from './work-view.ts'

/** Copies of one command that are under way at a time; one link gains nothing by more (ours). */
const parallelCopies = 4

/** Why a VM's files cannot move to any host now, on a host or in the library. */
function startRefusal(world: World, vm: VmRow): Refusal | undefined {
  if (vm.jobId) return undefined
  return vm.stored ? deployRefusal(vm) : transferableRefusal(world, vm)
}

/** All hosts in scope that a VM could come to: those with a way first, then by rating. */
function transferTargets(
  context: HandlerContext,
  { vmId, useLan, limit }: InputOf<'vm', 'transferTargets'>,
): OutputOf<'vm', 'transferTargets'> | Refusal {
  const { world, access, caller } = context
  const refusal = vmRefusal(context, 'vm.migrate', vmId, vm => startRefusal(world, vm))
  if (refusal) return refusal
  const vm = world.get('vm', vmId)
  const scope = access.scope(caller, 'vm.migrate')
  const others = [...world.all('host')].filter(host => vm.stored || host.id !== vm.hostId)
  const seen = others.filter(host => scope.host(host))
  const ratings = ratingsOf(context, vm, seen)
  const ranked = seen
    .map(host => ({
      host,
      stars: ratings.get(host.id)?.stars ?? 0,
      place: placeOf(ratings.get(host.id)),
      ladder: ladderOf(world, vm, host, { useLan }),
    }))
    .sort(
      (a, b) =>
        Number(!a.ladder.method) - Number(!b.ladder.method) ||
        b.place - a.place ||
        byIdNumber(a.host.id, b.host.id),
    )
  return {
    sourceName: sourceName(world, vm),
    targets: ranked.slice(0, limit).map(one => targetView(context, vm, one)),
    left: Math.max(0, ranked.length - limit),
    hiddenHosts: others.length - seen.length,
  }
}

function sourceName(world: World, vm: VmRow): string {
  const share = world.find('share', vm.stored?.shareId)
  return share ? sharePath(share) : world.get('host', vm.hostId).name
}

interface Candidate {
  readonly host: HostRow
  readonly stars: number
  readonly ladder: Ladder
}

function targetView(
  context: HandlerContext,
  vm: VmRow,
  { host, stars, ladder }: Candidate,
): TransferTargetView {
  const { world } = context
  const { method } = ladder
  const view = {
    ...{ hostId: host.id, hostName: host.name, stars },
    hostGroupName: world.get('hostgroup', host.hostGroupId).name,
    clusterName: world.find('cluster', host.clusterId)?.name,
    rungs: ladder.rungs.map(({ method: way, refusal }) => ({
      method: way,
      ...(refusal ? { blockedBecause: viewOfRefusal(refusal) } : {}),
    })),
  }
  if (!method) return { ...view, blockedBecause: viewOfRefusal(ladder.refusal!) }
  const volumeName = method === 'lan' ? targetVolume(world, vm, host)?.name : undefined
  return { ...view, method, volumeName, forecast: forecastOf(context, vm, host, method) }
}

/** The forecast of the way that would be taken, told alike for all of them. */
function forecastOf(
  context: HandlerContext,
  vm: VmRow,
  host: HostRow,
  method: TransferMethod,
): WorkForecastView {
  const { world } = context
  const isMigration = method === 'live' || (method === 'quick' && vm.state === 'running')
  if (!isMigration) {
    const to = { kind: 'host', hostId: host.id } as const
    return forecastView(context, vm, forecastTransfer(world, vm, { to, method: method as 'lan' }))
  }
  const { durationS, downtimeS, sentMib } = forecastMigration(world, vm, host, method)
  const explanation = explainForecast(world, vm, host, method)
  return { durationS, downtimeS, movedGib: sentMib / 1024, spaceGib: 0, explanation }
}

/** Moves a VM by the first way of the ladder that is possible. */
function transfer(
  context: HandlerContext,
  { vmId, hostId, volumeId, useLan }: InputOf<'vm', 'transfer'>,
): Refusal | (() => Applied) {
  const { world } = context
  const target = visibleHost(context, hostId)
  if (target instanceof Refusal) return target
  const refusal = vmRefusal(context, 'vm.migrate', vmId, vm =>
    vm.stored ? vmQuotaRefusal(world, vm) : undefined,
  )
  const start = refusal ?? startRefusal(world, world.get('vm', vmId))
  if (start) return start
  const vm = world.get('vm', vmId)
  const { method, refusal: none } = ladderOf(world, vm, target, { useLan, volumeId })
  if (!method) return none!
  if (method === 'live' || (method === 'quick' && vm.state === 'running')) {
    const parameters = { kind: method, sourceId: vm.hostId, targetId: hostId }
    const name = 'job.vm.migrate'
    return () => ({
      jobId: context.simulation.jobs.submit({
        ...{ name, process: migrationName, parameters },
        ...ownedBy(context, vm),
      }),
      undo: { operation: 'vm.migrate', input: { vmIds: [vmId], hostId: vm.hostId, kind: method } },
    })
  }
  return submit(context, 'job.vm.transfer', vm, { to: { kind: 'host', hostId, volumeId }, method })
}

function visibleHost({ world, access, caller }: HandlerContext, hostId: HostId): HostRow | Refusal {
  const target = world.find('host', hostId)
  if (target && access.scope(caller, 'vm.migrate').host(target)) return target
  return refuse('not-found', { kind: 'host', id: hostId })
}

function ownedBy({ caller }: HandlerContext, vm: VmRow) {
  const owner = { userId: caller.userId, ownerName: caller.name }
  return { targetId: vm.id, targetName: vm.name, ...owner }
}

function submit(
  context: HandlerContext,
  name: string,
  vm: VmRow,
  parameters: { readonly to: Destination; readonly method: TransferMethod },
): () => Applied {
  const request = { name, process: transferName, parameters, ...ownedBy(context, vm) }
  return () => ({ jobId: context.simulation.jobs.submit(request) })
}

/** The shares in sight, in the order of their ids. */
function sharesInSight({ world, access, caller }: HandlerContext): ShareRow[] {
  const scope = access.scope(caller, 'library.read')
  return [...world.all('share')]
    .filter(share => scope.share(share))
    .sort((a, b) => byIdNumber(a.id, b.id))
}

function storeTargets(
  context: HandlerContext,
  { vmId }: InputOf<'vm', 'storeTargets'>,
): OutputOf<'vm', 'storeTargets'> | Refusal {
  const { world } = context
  const refusal = vmRefusal(context, 'vm.store', vmId, () => undefined)
  if (refusal) return refusal
  const vm = world.get('vm', vmId)
  const blocked = vm.jobId ? undefined : storeRefusal(world, vm)
  if (blocked) return { shares: [], blockedBecause: viewOfRefusal(blocked) }
  const shares = sharesInSight(context).map(share => {
    const to = { kind: 'share', shareId: share.id } as const
    const forecast = forecastView(context, vm, forecastTransfer(world, vm, { to, method: 'lan' }))
    return { shareId: share.id, path: sharePath(share), forecast }
  })
  return { shares }
}

function store(
  context: HandlerContext,
  { vmIds, shareId }: InputOf<'vm', 'store'>,
): Refusal | (() => Applied) {
  const { world, caller } = context
  const share = shareFor(context, shareId)
  if (share instanceof Refusal) return share
  const selected = selectVms(context, 'vm.store', vmIds, vm =>
    vm.jobId ? undefined : storeRefusal(world, vm),
  )
  if (selected instanceof Refusal) return selected
  const { vms, refused } = selected
  const parameters = { to: { kind: 'share', shareId: share.id }, method: 'lan' }
  const requests = vms.map(vm => ({
    ...{ name: 'job.vm.store', process: transferName, parameters },
    ...ownedBy(context, vm),
  }))
  const owner = { userId: caller.userId, ownerName: caller.name }
  const bulk = { name: 'job.vm.store', targetName: nameOfTargets(vms), ...owner }
  return () => {
    const { jobs } = context.simulation
    const jobId =
      requests.length === 1
        ? jobs.submit(requests[0]!)
        : jobs.submitBulk(bulk, requests, parallelCopies)
    return { jobId, accepted: vms.length, refused }
  }
}

/** The share that was named, or the first: who sees no share stores on the first of the fabric. */
function shareFor(
  context: HandlerContext,
  shareId: ShareRow['id'] | undefined,
): ShareRow | Refusal {
  const seen = sharesInSight(context)
  if (shareId === undefined) {
    const first =
      seen[0] ?? [...context.world.all('share')].sort((a, b) => byIdNumber(a.id, b.id))[0]
    return first ?? refuse('not-found', { kind: 'library share', id: '' })
  }
  const named = seen.find(share => share.id === shareId)
  return named ?? refuse('not-found', { kind: 'library share', id: shareId })
}

/** Brings a stored VM to the host that was named, or to the best rated one in reach. */
function deploy(
  context: HandlerContext,
  { vmId, hostId, volumeId }: InputOf<'vm', 'deploy'>,
): Refusal | (() => Applied) {
  const { world } = context
  const refusal = vmRefusal(context, 'vm.store', vmId, vm =>
    vm.jobId ? undefined : (deployRefusal(vm) ?? vmQuotaRefusal(world, vm)),
  )
  if (refusal) return refusal
  const vm = world.get('vm', vmId)
  const host = hostId ? visibleHost(context, hostId) : bestHost(context, vm)
  if (host instanceof Refusal) return host
  const against = ladderOf(world, vm, host, { volumeId }).refusal
  if (against) return against
  const to = { kind: 'host', hostId: host.id, volumeId } as const
  return submit(context, 'job.vm.deploy', vm, { to, method: 'lan' })
}

/** Stars with what rules, checks and owners add: the order of hosts in lists of half stars. */
function placeOf(rating: HostRating | undefined): number {
  return rating ? rating.stars + rating.rank - rating.score : 0
}

/** Of the hosts in scope, or of those of the VM's role, the best rated that has a way. */
function bestHost(context: HandlerContext, vm: VmRow): HostRow | Refusal {
  const { world, access, caller } = context
  const scope = access.scope(caller, 'vm.migrate')
  const own = [...world.all('host')].filter(host => scope.host(host))
  const hosts = own.length > 0 ? own : hostsOfRole(world, vm)
  const ratings = ratingsOf(context, vm, hosts)
  const rated = [...hosts].sort(
    (a, b) => placeOf(ratings.get(b.id)) - placeOf(ratings.get(a.id)) || byIdNumber(a.id, b.id),
  )
  const best = rated.find(
    host => (ratings.get(host.id)?.stars ?? 0) > 0 && ladderOf(world, vm, host).method,
  )
  const reasons = rated.flatMap(host => ladderOf(world, vm, host).refusal?.text ?? []).slice(0, 3)
  return best ?? refuse('placement.no-host', { group: 'your scope', rated: hosts.length, reasons })
}

/** Moving VMs with their files. */
export const vmTransferHandlers = { transferTargets, transfer, storeTargets, store, deploy }
