import type { ConsoleScreenView } from '../../../../shared/contract/index.ts'
import type { VmId } from '../../../../shared/domain/index.ts'
import { client, useQuery, useSession, type Query } from '../../../session/index.ts'

/** The screen of a VM, kept fresh while it is in sight; nothing is asked without the right. */
export function useConsole(
  vmId: () => VmId | undefined,
  everyMs: number,
): Query<ConsoleScreenView> {
  const session = useSession()
  return useQuery(
    () => (session.can('vm.connect') ? vmId() : undefined),
    (id, options) => client.vm.console({ vmId: id }, options),
    { everyMs },
  )
}
