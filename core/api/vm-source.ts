import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import type { ProvisionParameters } from '../processes/provisioning/index.ts'
import { emptyDiskGib, takenGib } from '../storage/index.ts'
import type { DiskRow, TemplateRow } from '../world/index.ts'
import type { HandlerContext, InputOf } from './handler.ts'

interface Source {
  readonly template?: TemplateRow
  readonly disk?: DiskRow
  readonly size: ProvisionParameters['disk']
  /** What a differencing disk stands on. */
  readonly parent?: ProvisionParameters['parent']
}

/** The template, library disk or blank disk that the caller may use, or why not. */
export function sourceOf(
  context: HandlerContext,
  source: InputOf<'vm', 'create'>['source'],
): Source | Refusal {
  const { world, access, caller } = context
  if (source.kind === 'blank') {
    return { size: { sizeGib: source.sizeGib, usedGib: 0.1, format: source.format } }
  }
  if (source.kind === 'template') {
    const template = world.find('template', source.templateId)
    if (!template || !access.scope(caller, 'template.read').template(template)) {
      return refuse('not-found', { kind: 'template', id: source.templateId })
    }
    if (!template.enabled) return refuse('library.template-disabled', { name: template.name })
    return { template, ...diskSource(world.get('disk', template.diskId), source.differencing) }
  }
  const disk = world.find('disk', source.diskId)
  if (!disk || !access.scope(caller, 'library.read').disk(disk)) {
    return refuse('not-found', { kind: 'virtual hard disk', id: source.diskId })
  }
  return diskSource(disk, source.differencing)
}

function diskSource(disk: DiskRow, differencing = false): Source {
  if (differencing) {
    const { sizeGib } = disk
    const usedGib = Math.min(emptyDiskGib, sizeGib)
    const parent = { diskId: disk.id, takenGib: takenGib(disk) }
    return { disk, size: { sizeGib, usedGib, format: 'differencing' }, parent }
  }
  return { disk, size: { sizeGib: disk.sizeGib, usedGib: disk.usedGib, format: disk.format } }
}
