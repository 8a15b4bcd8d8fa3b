import type { PowerAction } from '../../../shared/domain/index.ts'
import { mibPerGib, msPerSecond, oneDecimal, secondsText } from '../../../shared/domain/index.ts'
import { assignedMibOf } from '../../memory/index.ts'
import { predictLatency } from '../../storage/index.ts'
import type { VmRow, World } from '../../world/index.ts'
import { bootProfile, bootWriteShare, guestShutdownMs, serviceWorkMs } from '../guests.ts'
import type { LatencyEffect, WorkForecast } from '../work.ts'
import { latencyDuring, volumeRate } from '../work.ts'

const nothing = { durationS: 0, downtimeS: 0, movedGib: 0, spaceGib: 0 } as const
const serviceS = serviceWorkMs / msPerSecond

/** What a power action of a VM would take from here; the state must allow the action. */
export function forecastPower(world: World, vm: VmRow, action: PowerAction): WorkForecast {
  switch (action) {
    case 'start':
      if (vm.state === 'running') return { ...nothing, explanation: ['It runs already.'] }
      return vm.state === 'saved' ? forecastImage(world, vm, 'reads') : forecastBoot(world, vm)
    case 'saveState':
      return forecastImage(world, vm, 'writes')
    case 'shutDown':
      return forecastShutDown()
    case 'reset': {
      const boot = forecastBoot(world, vm)
      const durationS = boot.durationS + serviceS
      return { ...boot, durationS, downtimeS: durationS }
    }
    default:
      return {
        ...{ ...nothing, durationS: serviceS },
        explanation: [`The virtualization service takes ${secondsText(serviceS)} (ours).`],
      }
  }
}

/**
 * One boot beside what the disks serve now: operations x (own work + answer of the disks), physics
 * 2.4. Others that begin to boot meanwhile make it longer.
 */
function forecastBoot(world: World, vm: VmRow): WorkForecast {
  const { operations, processorS } = bootProfile(vm.operatingSystem)
  const thinkMs = (processorS * msPerSecond) / operations
  const volume = world.find('volume', vm.disks[0]?.volumeId)
  const alone = { thinkMs, writeShare: bootWriteShare, guests: 0, readsPerS: 0, writesPerS: 0 }
  const slot = volume?.slot ?? 0
  const before = predictLatency(world, slot, { ...alone, boots: 0 })
  const during = predictLatency(world, slot, { ...alone, boots: 1 })
  const beforeMs = world.volumes.data.latencyMs[slot]!
  const duringMs = (beforeMs * during.latencyMs) / before.latencyMs
  const latency: LatencyEffect[] = volume
    ? [{ volumeId: volume.id, volumeName: volume.name, beforeMs, duringMs }]
    : []
  return {
    ...nothing,
    durationS: (operations * (thinkMs + during.bootResponseMs)) / msPerSecond,
    latency,
    explanation: [
      `The guest makes ${operations} disk requests one after the other, with ${processorS} s of processor work between them.`,
      `Its disks answer one in ${oneDecimal(during.bootResponseMs)} ms beside what they serve now; others that begin to boot meanwhile make it longer.`,
    ],
  }
}

/**
 * The memory image goes to the volume of the first disk, or comes from it, at its sequential rate.
 */
function forecastImage(world: World, vm: VmRow, how: 'reads' | 'writes'): WorkForecast {
  const isSave = how === 'writes'
  const imageMib = isSave ? assignedMibOf(world, vm) : (vm.savedImageMib ?? vm.memoryMib)
  const volumeId = vm.disks[0]?.volumeId
  const mibPerS = volumeRate(world, volumeId)
  const imageGib = imageMib / mibPerGib
  return {
    ...{ durationS: imageMib / mibPerS, downtimeS: 0, movedGib: imageGib },
    spaceGib: isSave ? imageGib : -imageGib,
    latency: latencyDuring(world, [volumeId], mibPerS),
    explanation: [
      `The host ${how} ${Math.round(imageMib)} MB of memory at the ${Math.round(mibPerS)} MB/s that the volume gives.`,
    ],
  }
}

function forecastShutDown(): WorkForecast {
  const [leastS, mostS] = [guestShutdownMs.least / msPerSecond, guestShutdownMs.most / msPerSecond]
  return {
    ...{ ...nothing, durationS: (leastS + mostS) / 2 },
    explanation: [
      `A guest takes ${leastS} to ${mostS} s to close its programs (ours: Windows stops services for up to 20 s).`,
    ],
  }
}
