import type { TemplateRowView } from '../../shared/contract/index.ts'
import { Refusal, refuse } from '../../shared/refusals/index.ts'
import { changeOf, recordJob } from '../jobs/record.ts'
import { anyHostRefusal } from '../guests/index.ts'
import type { JobChangeRow, TemplateRow } from '../world/index.ts'
import { put, remove } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf } from './handler.ts'
import { holdsText, newestVersion, rolesNaming, takenName } from './library-names.ts'

type Content = Omit<TemplateRow, 'id'>
type ProfileName = 'hardwareProfileName' | 'guestOsProfileName'
type Update = InputOf<'template', 'update'>

function list(context: HandlerContext, { text }: InputOf<'template', 'list'>): TemplateRowView[] {
  const { world, access, caller } = context
  const mine = access.scope(caller, 'template.read')
  const deployed = deployedVms(context)
  return [...world.all('template')]
    .filter(template => mine.template(template) && holdsText(template, text))
    .map(template => {
      const disk = world.get('disk', template.diskId)
      return {
        ...template,
        diskName: disk.name,
        diskGib: disk.sizeGib,
        deployedVms: deployed.get(template.id) ?? 0,
      }
    })
}

/** VMs made from each template, of those that the caller sees. */
function deployedVms({ world, access, caller }: HandlerContext): Map<string, number> {
  const mine = access.scope(caller, 'vm.read')
  const counts = new Map<string, number>()
  for (const vm of world.all('vm')) {
    if (!vm.templateId || vm.recycled || !mine.vm(vm)) continue
    counts.set(vm.templateId, (counts.get(vm.templateId) ?? 0) + 1)
  }
  return counts
}

/** Why a template cannot have this content: its name, its disk, its size. */
function contentRefusal(
  context: HandlerContext,
  content: Content,
  self?: TemplateRow['id'],
): Refusal | undefined {
  const { world, access, caller } = context
  const disk = world.find('disk', content.diskId)
  if (!disk || !access.scope(caller, 'library.read').disk(disk)) {
    return refuse('not-found', { kind: 'virtual hard disk', id: content.diskId })
  }
  const taken = takenName(context, 'template', 'template', content.name, row => row.id !== self)
  if (taken) return taken
  return anyHostRefusal(newestVersion(world), content.hardware)
}

/** The names of the profiles that the parts were copied from, or which of them is not there. */
function profileNames(
  { world }: HandlerContext,
  input: Pick<Update, 'hardwareProfileId' | 'guestOsProfileId'>,
): Pick<Content, ProfileName> | Refusal {
  const hardware = world.find('hwprofile', input.hardwareProfileId)
  const guest = world.find('osprofile', input.guestOsProfileId)
  if (input.hardwareProfileId && !hardware) {
    return refuse('not-found', { kind: 'hardware profile', id: input.hardwareProfileId })
  }
  if (input.guestOsProfileId && !guest) {
    const kind = 'guest operating system profile'
    return refuse('not-found', { kind, id: input.guestOsProfileId })
  }
  return { hardwareProfileName: hardware?.name, guestOsProfileName: guest?.name }
}

function changesBetween(before: TemplateRow | undefined, after: TemplateRow): JobChangeRow[] {
  const properties = Object.keys(after).filter(key => key !== 'id') as (keyof Content)[]
  return properties.flatMap(property =>
    changeOf(after.name, property, before?.[property], after[property]),
  )
}

function record(
  { world, caller }: HandlerContext,
  operation: 'create' | 'update' | 'delete',
  template: TemplateRow,
  changes: readonly JobChangeRow[],
) {
  const verbs = { create: 'New', update: 'Set', delete: 'Remove' }
  return recordJob(world, {
    name: `job.template.${operation}`,
    targetId: template.id,
    targetName: template.name,
    caller,
    cmdlet: `${verbs[operation]}-SCVMTemplate`,
    changes,
  })
}

function create(
  context: HandlerContext,
  input: InputOf<'template', 'create'>,
): Refusal | (() => Applied) {
  const { world } = context
  const names = profileNames(context, input)
  if (names instanceof Refusal) return names
  const content: Content = { ...contentOf(input), ...names }
  const refusal = contentRefusal(context, content)
  if (refusal) return refusal
  return () => {
    const template = { id: world.nextId('template'), ...content }
    world.apply(put('template', template))
    const jobId = record(context, 'create', template, changesBetween(undefined, template))
    const undo = { operation: 'template.delete', input: { templateId: template.id } }
    return { jobId, id: template.id, undo }
  }
}

/** Changes a template; VMs made from it stay as they are. */
function update(context: HandlerContext, input: Update): Refusal | (() => Applied) {
  const { world } = context
  const before = world.get('template', input.templateId)
  const names = profileNames(context, input)
  if (names instanceof Refusal) return names
  const after = merged(before, input, names)
  const refusal = contentRefusal(context, after, before.id)
  if (refusal) return refusal
  return () => {
    world.apply(put('template', after))
    return { jobId: record(context, 'update', after, changesBetween(before, after)), id: after.id }
  }
}

/** What an input says of the template itself, without the profiles that parts were copied from. */
function contentOf(input: InputOf<'template', 'create'>): Omit<Content, ProfileName> {
  const { name, description, enabled, diskId, hardware, guestOs, quotaPoints, workload } = input
  return { name, description, enabled, diskId, hardware, guestOs, quotaPoints, workload }
}

/** What is not given stays; a part that differs no longer comes from the profile it came from. */
function merged(
  before: TemplateRow,
  input: Update,
  names: Pick<Content, ProfileName>,
): TemplateRow {
  const { hardware = before.hardware, guestOs = before.guestOs } = input
  return {
    id: before.id,
    name: input.name ?? before.name,
    description: input.description ?? before.description,
    enabled: input.enabled ?? before.enabled,
    diskId: input.diskId ?? before.diskId,
    hardware,
    guestOs,
    quotaPoints: input.quotaPoints ?? before.quotaPoints,
    workload: input.workload ?? before.workload,
    hardwareProfileName:
      names.hardwareProfileName ??
      (same(hardware, before.hardware) ? before.hardwareProfileName : undefined),
    guestOsProfileName:
      names.guestOsProfileName ??
      (same(guestOs, before.guestOs) ? before.guestOsProfileName : undefined),
  }
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function deleteTemplate(
  context: HandlerContext,
  { templateId }: InputOf<'template', 'delete'>,
): Refusal | (() => Applied) {
  const { world } = context
  const template = world.get('template', templateId)
  const users = rolesNaming(context, scope => scope.templateIds.includes(templateId))
  if (users.length > 0) {
    return refuse('library.in-use', { kind: 'template', name: template.name, users })
  }
  return () => {
    world.apply(remove('template', templateId))
    const changes = changeOf(template.name, 'name', template.name, '')
    return { jobId: record(context, 'delete', template, changes) }
  }
}

/** VM templates. */
export const templateHandlers = { list, create, update, delete: deleteTemplate }
