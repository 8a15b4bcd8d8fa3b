import { bytesPerMib } from '../../../shared/domain/index.ts'
import { instanceName } from '../../../shared/perfmon/index.ts'
import { copiedPart, openMigrations } from '../../processes/migration/index.ts'
import type { MigrationParameters } from '../../processes/migration/index.ts'
import type { JobRow, World } from '../../world/index.ts'
import { hostSet, notModelled } from '../declare.ts'

/** A live migration of a VM, from the host that sends or the one that receives. */
interface Migration {
  readonly job: JobRow
  readonly isSource: boolean
}

/** Bytes of guest memory that go over a second; none before the first page and after the last. */
function copiedBytes(world: World, { job }: Migration): number {
  const { forecast, sentMib = 0, leftMib = 0 } = job.parameters as MigrationParameters
  const perMs = copiedPart(world, job)?.percentPerMs ?? 0
  return perMs * 10 * Math.max(1, forecast?.sentMib ?? sentMib + leftMib) * bytesPerMib
}

const sent = (world: World, one: Migration) => (one.isSource ? copiedBytes(world, one) : 0)
const received = (world: World, one: Migration) => (one.isSource ? 0 : copiedBytes(world, one))
const rateText = 'What the migration network carries of it now; nothing is compressed.'

export const migrationSet = hostSet<Migration>(
  {
    object: 'Hyper-V VM Live Migration',
    description: 'Live migrations under way, by VM (from 2012).',
    ...{ hasTotal: true, release: 'from-2012', follows: ['job'] },
    counters: {
      'Receiver: Uncompressed Bytes Received/sec': {
        ...{ unit: 'B/s', scale: -6, description: 'Bytes that arrive.' },
        ...{ explain: rateText, read: received },
      },
      'Receiver: Bytes Written/sec': {
        ...{ unit: 'B/s', scale: -6, description: 'Bytes written into the memory of the VM.' },
        ...{ explain: rateText, read: received },
      },
      'Receiver: Decompressed Bytes/sec': {
        ...{ unit: 'B/s', description: 'Bytes after decompression.', ...notModelled() },
      },
      'Receiver: Bytes Pending Write': {
        ...{ unit: 'count', description: 'Bytes that wait to be written.', ...notModelled() },
      },
      'Receiver: Maximum Threadpool Thread Count': {
        ...{ unit: 'count', description: 'Threads that receive.', ...notModelled() },
      },
      'Memory Walker: Uncompressed Bytes Sent/sec': {
        ...{ unit: 'B/s', scale: -6, description: 'Bytes that the walk finds.', isGeneral: true },
        ...{ explain: rateText, read: sent },
      },
      'Sender: Sent Bytes/sec': {
        ...{ unit: 'B/s', scale: -6, description: 'Bytes that leave.', isGeneral: true },
        ...{ explain: rateText, read: sent },
      },
      'Compressor: Compressed Bytes Sent/sec': {
        ...{ unit: 'B/s', description: 'Bytes that leave compressed.', isGeneral: true },
        ...notModelled(),
      },
    },
  },
  (world, host, sight) =>
    openMigrations(world, host.id).flatMap(job => {
      const vm = world.find('vm', job.targetId)
      const { kind, sourceId } = job.parameters as MigrationParameters
      if (!vm || kind !== 'live' || !sight.vm(vm)) return []
      const subject = { job, isSource: sourceId === host.id }
      return [{ name: instanceName(vm.name), subject, objectId: vm.id }]
    }),
)
