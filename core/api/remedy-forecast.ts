import type { WorkForecastView } from '../../shared/contract/index.ts'
import type { AnyId, PowerAction } from '../../shared/domain/index.ts'
import { mibPerGib, powerActions } from '../../shared/domain/index.ts'
import { planMaintenance } from '../plans/index.ts'
import { forecastCheckpoint } from '../processes/checkpoint/index.ts'
import { forecastDisk, type DiskParameters } from '../processes/disk/index.ts'
import { forecastRestart } from '../processes/host/index.ts'
import { explainForecast, forecastMigration } from '../processes/migration/index.ts'
import { forecastPower } from '../processes/power/index.ts'
import { forecastStorage } from '../processes/storage-migration/index.ts'
import type { HostRow, VmRow } from '../world/index.ts'
import type { HandlerContext, InputOf } from './handler.ts'
import { forecastView, plainForecast } from './work-view.ts'

/**
 * What a command of a remedy would take at this moment, by the forecast that its own dialog shows.
 * @param input passed the command's own checks
 * @returns undefined for a command that takes effect at once, or whose time nobody forecasts
 */
export function remedyForecast(
  context: HandlerContext,
  operation: string,
  input: Readonly<Record<string, unknown>>,
): WorkForecastView | undefined {
  const { world } = context
  const [area, name = ''] = operation.split('.')
  const host = world.find('host', input['hostId'] as AnyId)
  if (area === 'host') return host && ofHost(context, name, host, input)
  const ids = (input['vmIds'] ?? [input['vmId']]) as readonly AnyId[]
  const vm = world.find('vm', ids[0])
  if (area !== 'vm' || !vm) return undefined
  const forecast = ofVm(context, name, vm, input)
  if (!forecast || ids.length === 1) return forecast
  const each = `This is the first of ${ids.length} VMs; each has its own time.`
  return { ...forecast, explanation: [each, ...forecast.explanation] }
}

function ofVm(
  context: HandlerContext,
  name: string,
  vm: VmRow,
  input: Readonly<Record<string, unknown>>,
): WorkForecastView | undefined {
  const { world } = context
  const view = (forecast: Parameters<typeof forecastView>[2]) => forecastView(context, vm, forecast)
  if (isPowerAction(name)) return view(forecastPower(world, vm, name))
  switch (name) {
    case 'migrate':
      return ofMigration(context, vm, input as InputOf<'vm', 'migrate'>)
    case 'migrateStorage': {
      const { volumeId } = input as InputOf<'vm', 'migrateStorage'>
      return view(forecastStorage(world, vm, volumeId))
    }
    case 'checkpointDelete': {
      const { checkpointId, withDescendants } = input as InputOf<'vm', 'checkpointDelete'>
      return view(
        forecastCheckpoint(world, vm, { action: 'delete', checkpointId, withDescendants }),
      )
    }
    case 'changeDisk':
      return view(forecastDisk(world, vm, input as unknown as DiskParameters))
    default:
      return undefined
  }
}

function ofMigration(
  { world }: HandlerContext,
  vm: VmRow,
  { hostId, kind }: InputOf<'vm', 'migrate'>,
): WorkForecastView {
  const target = world.get('host', hostId)
  const { durationS, downtimeS, sentMib } = forecastMigration(world, vm, target, kind)
  const explanation = explainForecast(world, vm, target, kind)
  return { durationS, downtimeS, movedGib: sentMib / mibPerGib, spaceGib: 0, explanation }
}

function ofHost(
  { world }: HandlerContext,
  name: string,
  host: HostRow,
  input: Readonly<Record<string, unknown>>,
): WorkForecastView | undefined {
  const plain = { downtimeS: 0, movedGib: 0, spaceGib: 0 }
  if (name === 'restart') {
    return plainForecast(forecastRestart(input['servicePack'] !== undefined))
  }
  if (name !== 'startMaintenance') return undefined
  const { mode } = input as InputOf<'host', 'startMaintenance'>
  const { moves } = planMaintenance(world, host, mode)
  const count = (action: string) => moves.filter(one => one.action === action).length
  const sum = (of: (move: (typeof moves)[number]) => number) =>
    moves.reduce((total, one) => total + of(one), 0)
  return {
    ...plain,
    durationS: sum(one => one.durationS ?? 0),
    downtimeS: sum(one => one.downtimeS ?? 0),
    explanation: [
      `${count('migrate')} VMs move and ${count('save')} are saved, a few at a time: the whole takes about the sum of their durations.`,
    ],
  }
}

function isPowerAction(name: string): name is PowerAction {
  return (powerActions as readonly string[]).includes(name)
}
