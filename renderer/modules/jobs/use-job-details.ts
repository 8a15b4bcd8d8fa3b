import { onScopeDispose, watch } from 'vue'
import type { JobDetails } from '../../../shared/contract/index.ts'
import type { JobId } from '../../../shared/domain/index.ts'
import { client, useQuery, type Query } from '../../session/index.ts'
import { isOpen } from './job-status.ts'

const everyMs = 1000

/** One job with its steps, asked for again as long as it has something ahead of it. */
export function useJobDetails(jobId: () => JobId | undefined): Query<JobDetails> {
  const query = useQuery(jobId, (id, options) => client.job.get({ jobId: id }, options))
  let timer: ReturnType<typeof setInterval> | undefined

  function stop(): void {
    clearInterval(timer)
    timer = undefined
  }

  watch(
    () => query.data.value !== undefined && isOpen(query.data.value),
    open => {
      stop()
      if (open) timer = setInterval(() => void query.reload(), everyMs)
    },
    { immediate: true },
  )
  onScopeDispose(stop)
  return query
}
