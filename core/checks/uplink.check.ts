import { guestLinksOf } from '../networks/index.ts'
import { networkMbpsOf } from '../world/index.ts'
import { isRightAfterStep } from './after-step.ts'
import type { Check } from './types.ts'

const rounding = 1e-6

/** What a step lets guests send over an uplink is no more than it carries. */
export const uplinkCheck: Check = {
  name: 'uplink',
  find(simulation) {
    if (!isRightAfterStep(simulation)) return undefined
    const { world } = simulation
    const { networkMbps, fullUplinks } = world.hosts.data
    for (const host of world.all('host')) {
      // Without a fault the slowest adapter carries this much in any case.
      const least = Math.min(...(host.adapters ?? []).map(adapter => adapter.rateMbps))
      const isStruck = world.index.activeFaults.of(host.id).size > 0
      const isClear = fullUplinks[host.slot] === 0 && networkMbps[host.slot]! <= least
      if (isClear && !isStruck && host.adapters) continue
      for (const { name, mbps, vmSlots } of guestLinksOf(world, host)) {
        const sent = vmSlots.reduce((sum, slot) => sum + networkMbpsOf(world, slot), 0)
        if (sent > mbps + rounding) return `${name} of ${host.name} carries ${sent} of ${mbps} Mbps`
      }
    }
    return undefined
  },
}
