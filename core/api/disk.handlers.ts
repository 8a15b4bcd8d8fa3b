import type { DiskRowView } from '../../shared/contract/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { changeOf, recordJob } from '../jobs/record.ts'
import { outsideScope } from '../library/index.ts'
import type { DiskRow } from '../world/index.ts'
import { put, remove } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf } from './handler.ts'
import { holdsText, takenName } from './library-names.ts'
import { sharePath } from './share.handlers.ts'

/** What a blank dynamic disk takes: its headers and tables. */
const emptyDiskGib = 0.1

function list(
  { world, access, caller }: HandlerContext,
  { text }: InputOf<'disk', 'list'>,
): DiskRowView[] {
  const mine = access.scope(caller, 'library.read')
  return [...world.all('disk')]
    .filter(disk => mine.disk(disk) && holdsText(disk, text))
    .map(disk => ({ ...disk, shareName: sharePath(world.get('share', disk.shareId)) }))
}

function create(
  context: HandlerContext,
  input: InputOf<'disk', 'create'>,
): Refusal | (() => Applied) {
  const { world, caller } = context
  const { name, shareId, sizeGib, format, operatingSystem, sysprepped } = input
  const share = world.get('share', shareId)
  const kind = `virtual hard disk on ${sharePath(share)}`
  const taken = takenName(context, 'disk', kind, name, row => row.shareId === shareId)
  if (taken) return taken
  const least = format === 'fixed' ? sizeGib : Math.min(emptyDiskGib, sizeGib)
  const usedGib = format === 'fixed' ? sizeGib : (input.usedGib ?? least)
  if (usedGib > sizeGib) {
    return refuse('input.invalid', { issues: [`usedGib: ${usedGib} is more than ${sizeGib}`] })
  }
  return () => {
    const id = world.nextId('disk')
    const disk: DiskRow = {
      id,
      name,
      shareId,
      sizeGib,
      usedGib,
      format,
      operatingSystem,
      sysprepped,
    }
    world.apply(put('disk', disk))
    const changes = changeOf(name, 'path', '', `${sharePath(share)}\\${name}`)
    const job = { name: 'job.disk.create', targetId: id, targetName: name, caller, changes }
    const undo = { operation: 'disk.delete', input: { diskId: id } }
    return { jobId: recordJob(world, job), id, undo }
  }
}

/** The templates made from a disk, as the caller may read of them: hidden ones as a count. */
function templatesOn({ world, access, caller }: HandlerContext, id: DiskRow['id']): string[] {
  const mine = access.scope(caller, 'template.read')
  const templates = [...world.all('template')].filter(template => template.diskId === id)
  const shown = templates
    .filter(template => mine.template(template))
    .map(template => `the template ${template.name}`)
  const hidden = templates.length - shown.length
  return hidden > 0 ? [...shown, outsideScope(hidden, 'template')] : shown
}

function deleteDisk(
  context: HandlerContext,
  { diskId }: InputOf<'disk', 'delete'>,
): Refusal | (() => Applied) {
  const { world, caller } = context
  const disk = world.get('disk', diskId)
  const users = templatesOn(context, diskId)
  if (users.length > 0) {
    return refuse('library.in-use', { kind: 'virtual hard disk', name: disk.name, users })
  }
  return () => {
    world.apply(remove('disk', diskId))
    const changes = changeOf(disk.name, 'name', disk.name, '')
    const cmdlet = 'Remove-SCVirtualHardDisk'
    const job = { name: 'job.disk.delete', targetId: diskId, targetName: disk.name, caller, cmdlet }
    return { jobId: recordJob(world, { ...job, changes }) }
  }
}

/** Virtual hard disks of the library. */
export const diskHandlers = { list, create, delete: deleteDisk }
