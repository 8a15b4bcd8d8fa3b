import type { VmId } from '../../shared/domain/index.ts'
import type { FaultHookTable } from './types.ts'

export const guestFaults: FaultHookTable = {
  'guest-crash': {
    /** The blue screen is over: the guest starts again by itself, as Windows does after a stop. */
    end({ world, jobs }, { targetId, ownerName, userId }) {
      const vm = world.find('vm', targetId as VmId)
      if (vm?.state !== 'running') return
      jobs.submit({
        ...{ name: 'job.vm.reset', process: 'power' },
        parameters: { action: 'reset', from: vm.state },
        ...{ targetId: vm.id, targetName: vm.name, userId, ownerName },
      })
    },
  },
}
