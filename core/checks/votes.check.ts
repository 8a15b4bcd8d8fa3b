import { hasDynamicVotes } from '../../shared/domain/index.ts'
import type { Check } from './types.ts'

/** While a cluster with dynamic votes has a majority: who is out has no vote, who is in has one. */
export const votesCheck: Check = {
  name: 'votes',
  find({ world }) {
    for (const { name, clusterId, isEvicted = false, hasNoVote = false } of world.all('host')) {
      const cluster = world.find('cluster', clusterId)
      if (!cluster || cluster.stopped) continue
      const isOut = hasDynamicVotes(cluster.version) && isEvicted
      if (isOut === hasNoVote) continue
      return `${name} is ${isEvicted ? 'out of' : 'in'} ${cluster.name} ${hasNoVote ? 'without' : 'with'} a vote`
    }
    return undefined
  },
}
