import type { Core } from '../../core/index.ts'
import { memoryPair } from '../../shared/wire/index.ts'
import { clientOver } from '../client.ts'
import type { WantedSetup } from '../setup-flags.ts'
import { StartRefused } from '../start-refused.ts'

/**
 * Makes the fabric that the flags of a start ask for, by the same operation that a first run in the
 * console calls.
 * @throws StartRefused where there is a fabric already, or the flags do not give one
 */
export async function makeFabric(core: Core, wanted: WantedSetup): Promise<void> {
  if (core.ready) {
    throw new StartRefused(
      'fabric-exists',
      `This data folder already holds a fabric (${core.fabricKind}). Start without --fabric, --seed and --admin, or with another folder (--data).`,
    )
  }
  if ('problem' in wanted) throw new StartRefused('bad-setup', wanted.problem)
  const [own, cores] = memoryPair()
  core.connect(cores, { kind: 'http', key: 'setup', address: 'local' })
  const client = clientOver(own)
  try {
    await client.setup.create(wanted.setup)
    await client.session.signOut({})
  } catch (error) {
    throw new StartRefused('bad-setup', error instanceof Error ? error.message : String(error))
  } finally {
    own.close()
  }
}
