import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { formatGib, hardwareLine, hardwareOf } from '../library/model/index.ts'
import { diskGibOf, previewNames, type VmDraft, type VmStep } from './model/index.ts'
import type { Ratings } from './use-ratings.ts'

/** What was decided on each page, in a few words for the list of pages. */
export function useStepSummaries(
  draft: () => VmDraft,
  ratings: Ratings,
): ComputedRef<Partial<Record<VmStep, string>>> {
  const { t } = useI18n()

  function source({ sourceKind, template, disk, blankGib }: VmDraft): string | undefined {
    if (sourceKind === 'template')
      return template && t('provision.source.isTemplate', { name: template.name })
    if (sourceKind === 'disk') return disk && t('provision.source.isDisk', { name: disk.name })
    return blankGib === undefined
      ? undefined
      : t('provision.source.isBlank', { size: formatGib(blankGib) })
  }

  function identity({ name, count = 1 }: VmDraft): string | undefined {
    const { first, last } = previewNames(name, count)
    if (first.length === 0) return undefined
    if (count <= 1) return first[0]
    return t('provision.identity.range', { first: first[0], last: last ?? first.at(-1), count })
  }

  function host({ host: chosen }: VmDraft): string | undefined {
    const answer = ratings.answer.value
    if (!answer) return chosen?.name
    const counts = { rated: answer.rated, suitable: answer.suitable }
    return t(chosen ? 'provision.host.chosenOf' : 'provision.host.rated', {
      ...counts,
      host: chosen?.name,
    })
  }

  return computed(() => {
    const now = draft()
    const group = now.hostGroup?.name ?? ''
    const adapters = now.hardware.adapters.map(one => one.network).filter(Boolean)
    return {
      source: source(now),
      identity: identity(now),
      hardware: hardwareLine(hardwareOf(now.hardware), diskGibOf(now)),
      guestOs: now.guestOs.operatingSystem,
      destination: t(`provision.destination.is.${now.destinationKind}`, { group }),
      host: host(now),
      path: now.volume?.name ?? t('provision.path.automatic'),
      networks: adapters.length > 0 ? adapters.join(', ') : t('provision.networks.none'),
      properties: t(`provision.startAction.${now.startAction}`),
      summary: t('provision.summary.preview'),
    }
  })
}
