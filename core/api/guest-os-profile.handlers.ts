import type { GuestOsProfileView } from '../../shared/contract/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { changeOf, recordJob } from '../jobs/record.ts'
import type { GuestOsProfileRow } from '../world/index.ts'
import { put, remove } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf } from './handler.ts'
import { holdsText, takenName } from './library-names.ts'

const kind = 'guest operating system profile'

function list(
  { world, access, caller }: HandlerContext,
  { text }: InputOf<'guestOsProfile', 'list'>,
): GuestOsProfileView[] {
  const mine = access.scope(caller, 'library.read')
  return [...world.all('osprofile')]
    .filter(profile => mine.covers(profile.id) && holdsText(profile, text))
    .map(({ id, name, description, guestOs }) => ({ ...guestOs, id, name, description }))
}

/** Creates a profile or changes the one named; templates keep the copy that they were made with. */
function save(
  context: HandlerContext,
  input: InputOf<'guestOsProfile', 'save'>,
): Refusal | (() => Applied) {
  const { world, caller } = context
  const { guestOsProfileId, name, description, ...guestOs } = input
  const before = world.find('osprofile', guestOsProfileId)
  if (guestOsProfileId && !before) return refuse('not-found', { kind, id: guestOsProfileId })
  const taken = takenName(context, 'osprofile', kind, name, row => row.id !== before?.id)
  if (taken) return taken
  return () => {
    const id = before?.id ?? world.nextId('osprofile')
    const after: GuestOsProfileRow = { id, name, description, guestOs }
    world.apply(put('osprofile', after))
    const changes = (['name', 'description', 'guestOs'] as const).flatMap(property =>
      changeOf(name, property, before?.[property], after[property]),
    )
    const cmdlet = before ? 'Set-SCGuestOSProfile' : 'New-SCGuestOSProfile'
    const job = { name: 'job.guestOsProfile.save', targetId: id, targetName: name, cmdlet }
    return { jobId: recordJob(world, { ...job, caller, changes }), id }
  }
}

function deleteProfile(
  { world, caller }: HandlerContext,
  { guestOsProfileId }: InputOf<'guestOsProfile', 'delete'>,
): () => Applied {
  const { id, name } = world.get('osprofile', guestOsProfileId)
  return () => {
    world.apply(remove('osprofile', id))
    const changes = changeOf(name, 'name', name, '')
    const cmdlet = 'Remove-SCGuestOSProfile'
    const job = { name: 'job.guestOsProfile.delete', targetId: id, targetName: name, cmdlet }
    return { jobId: recordJob(world, { ...job, caller, changes }) }
  }
}

/** Guest operating system profiles. */
export const guestOsProfileHandlers = { list, save, delete: deleteProfile }
