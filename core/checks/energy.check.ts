import { conditionOf } from '../hosts/index.ts'
import { energyDays, energyHours } from '../world/index.ts'
import { msPerHour } from '../../shared/domain/index.ts'
import type { Check } from './types.ts'

/** A host that is off draws nothing, and the energy of a host never falls. */
export const energyCheck: Check = {
  name: 'energy',
  find({ world }) {
    const { watts, energyWs, savedWs, spareWatts } = world.hosts.data
    const { energyAtHour, energyAtDay } = world.hosts.data
    const hour = Math.floor(world.nowMs / msPerHour)
    const day = Math.floor(hour / 24)
    for (const host of world.all('host')) {
      const { name, slot } = host
      const isOff = conditionOf(host) === 'down'
      if (isOff && watts[slot] !== 0) return `${name} is off and draws ${watts[slot]} W`
      if (!isOff && spareWatts[slot] !== 0) return `${name} is on and saves ${spareWatts[slot]} W`
      if (watts[slot]! < 0 || savedWs[slot]! < 0) return `${name} draws less than nothing`
      const atHour = energyAtHour[slot * energyHours + (hour % energyHours)]!
      const atDay = energyAtDay[slot * energyDays + (day % energyDays)]!
      const before = Math.max(atHour, atDay)
      if (energyWs[slot]! < before) return `the energy of ${name} fell below ${before} Ws`
    }
    return undefined
  },
}
