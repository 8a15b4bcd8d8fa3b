import type { FileSystem, HostId } from '../../shared/domain/index.ts'
import { defined } from '../engine/assert.ts'
import { releaseSpace } from '../processes/space.ts'
import { put, remove } from '../world/index.ts'
import { Laboratory, rounded } from './laboratory.ts'
import { loseNodes } from './node-failure.ts'
import type { Scenario, ScenarioLine, ScenarioOptions, ScenarioOutcome } from './types.ts'

/**
 * The VMs of one blade alone, on a LUN that is either shared by all nodes or has one owner at a
 * time; the blade loses power.
 */
function oneBlade(fileSystem: FileSystem, seed: number): ScenarioLine {
  const laboratory = new Laboratory('poc-lab', seed)
  const { world } = laboratory
  const host = defined([...world.all('host')][0], 'a host')
  for (const vm of [...world.all('vm')]) {
    if (vm.hostId === host.id) continue
    world.applyAll(releaseSpace(world, vm))
    world.apply(remove('vm', vm.id))
  }
  const volume = defined(
    [...world.all('volume')].find(one => one.kind === 'csv'),
    'a volume',
  )
  const kind = fileSystem === 'ntfs' ? 'cluster-disk' : 'csv'
  world.apply(put('volume', { ...volume, kind, fileSystem, ownerHostId: host.id }))
  laboratory.advance(600)
  const moved = world.index.vmsByHost.of(host.id).size
  const took = loseNodes(laboratory, [host.id])
  const vms = [...world.all('vm')]
  const nodes = new Set<HostId>(vms.map(vm => vm.hostId))
  const owner = world.find('host', world.get('volume', volume.id).ownerHostId)
  return {
    ...{ fileSystem, vms: moved, nodesThatTookThem: nodes.size, volumeOwner: owner?.name ?? '' },
    vmsRunning: vms.filter(vm => vm.state === 'running').length,
    vmsWithTheVolume: vms.filter(vm => vm.hostId === owner?.id).length,
    ...{ detectedS: rounded(took.detectedS), allStartedS: rounded(took.settledS) },
  }
}

/** Seed 003: without a shared file system all VMs on one LUN fail over together. */
function run({ seed }: ScenarioOptions): ScenarioOutcome {
  const [ntfs, shared] = [oneBlade('ntfs', seed), oneBlade('csv', seed)]
  return {
    lines: [ntfs, shared],
    summary: {
      ...{ name: 'lun-one-owner', vms: ntfs['vms']! },
      ...{ nodesWithNtfs: ntfs['nodesThatTookThem']! },
      ...{ nodesWithSharedVolume: shared['nodesThatTookThem']! },
      ...{ ntfsStartedS: ntfs['allStartedS']!, sharedStartedS: shared['allStartedS']! },
      seedSays: 'NTFS has one owner a LUN: all its VMs fail over together',
    },
  }
}

export const lunOneOwner: Scenario = {
  name: 'lun-one-owner',
  about: 'A blade fails with its VMs on a LUN of one owner: all go to one node',
  runsDefault: 1,
  run,
}
