import type { Check } from './types.ts'

/** No VM is created on a host in maintenance mode, and none is on its way to it (facts 6.3). */
export const maintenanceCheck: Check = {
  name: 'maintenance',
  find({ world }) {
    for (const host of world.all('host')) {
      if (!host.maintenance) continue
      const { sinceMs } = host.maintenance
      for (const jobId of world.index.arrivals.of(host.id)) {
        const { startedMs, targetName } = world.get('job', jobId)
        const { beganMs = startedMs } = world.get('job', jobId).parameters as { beganMs?: number }
        if (beganMs > sinceMs) return `${targetName} moves to ${host.name}, which is in maintenance`
      }
      for (const id of world.index.vmsByHost.of(host.id)) {
        const vm = world.get('vm', id)
        if (vm.createdMs > sinceMs) return `${vm.name} was created on ${host.name} in maintenance`
      }
    }
    return undefined
  },
}
