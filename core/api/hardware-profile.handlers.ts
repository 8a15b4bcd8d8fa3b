import type { HardwareProfileView } from '../../shared/contract/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { anyHostRefusal } from '../guests/index.ts'
import { changeOf, recordJob } from '../jobs/record.ts'
import type { HardwareProfileRow } from '../world/index.ts'
import { put, remove } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf } from './handler.ts'
import { holdsText, newestVersion, takenName } from './library-names.ts'

const kind = 'hardware profile'

function list(
  { world, access, caller }: HandlerContext,
  { text }: InputOf<'hardwareProfile', 'list'>,
): HardwareProfileView[] {
  const mine = access.scope(caller, 'library.read')
  return [...world.all('hwprofile')]
    .filter(profile => mine.covers(profile.id) && holdsText(profile, text))
    .map(({ id, name, description, hardware }) => ({ ...hardware, id, name, description }))
}

/** Creates a profile or changes the one named; templates keep the copy that they were made with. */
function save(
  context: HandlerContext,
  input: InputOf<'hardwareProfile', 'save'>,
): Refusal | (() => Applied) {
  const { world, caller } = context
  const { hardwareProfileId, name, description, ...hardware } = input
  const before = world.find('hwprofile', hardwareProfileId)
  if (hardwareProfileId && !before) return refuse('not-found', { kind, id: hardwareProfileId })
  const taken = takenName(context, 'hwprofile', kind, name, row => row.id !== before?.id)
  if (taken) return taken
  const impossible = anyHostRefusal(newestVersion(world), hardware)
  if (impossible) return impossible
  return () => {
    const id = before?.id ?? world.nextId('hwprofile')
    const after: HardwareProfileRow = { id, name, description, hardware }
    world.apply(put('hwprofile', after))
    const changes = (['name', 'description', 'hardware'] as const).flatMap(property =>
      changeOf(name, property, before?.[property], after[property]),
    )
    const cmdlet = before ? 'Set-SCHardwareProfile' : 'New-SCHardwareProfile'
    const job = { name: 'job.hardwareProfile.save', targetId: id, targetName: name, cmdlet }
    return { jobId: recordJob(world, { ...job, caller, changes }), id }
  }
}

function deleteProfile(
  { world, caller }: HandlerContext,
  { hardwareProfileId }: InputOf<'hardwareProfile', 'delete'>,
): () => Applied {
  const { id, name } = world.get('hwprofile', hardwareProfileId)
  return () => {
    world.apply(remove('hwprofile', id))
    const changes = changeOf(name, 'name', name, '')
    const cmdlet = 'Remove-SCHardwareProfile'
    const job = { name: 'job.hardwareProfile.delete', targetId: id, targetName: name, cmdlet }
    return { jobId: recordJob(world, { ...job, caller, changes }) }
  }
}

/** Hardware profiles. */
export const hardwareProfileHandlers = { list, save, delete: deleteProfile }
