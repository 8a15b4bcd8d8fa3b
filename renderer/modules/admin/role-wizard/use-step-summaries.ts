import type { Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { selfServiceActions } from '../../../../shared/rights/index.ts'
import { formatNumber } from '../../../ui/index.ts'
import { namesOf } from '../users/users.columns.ts'
import { grantedActions, peopleOf, type RoleDraft } from './role-draft.ts'
import type { RoleStepKey } from './role-steps.ts'

/** What was decided on each page of the wizard, in a few words; undefined where nothing was. */
export function useStepSummaries(
  draft: Readonly<Ref<RoleDraft>>,
): (key: RoleStepKey) => string | undefined {
  const { t } = useI18n()

  const summaries: Record<RoleStepKey, () => string | undefined> = {
    name: () => draft.value.name.trim() || undefined,
    profile: () => draft.value.profile && t(`roles.profile.${draft.value.profile}`),
    members,
    scope: () => namesOf([...draft.value.hostGroups, ...draft.value.shares]) || undefined,
    quotas,
    resources() {
      const count = draft.value.templates.length
      return t('roles.templatesCount', { count }, count)
    },
    actions,
    summary: () => t('roles.summaryHint'),
  }

  function members(): string | undefined {
    const groupCount = draft.value.userGroups.length
    const count = peopleOf(draft.value)
    if (count === 0 && groupCount === 0) return undefined
    const people = t('roles.people', { count: formatNumber(count) }, count)
    if (groupCount === 0) return people
    const groups = t('roles.groupsCount', { count: groupCount }, groupCount)
    return t('roles.groupsAndPeople', { groups, people })
  }

  function quotas(): string | undefined {
    const { isLimited, points, isShared } = draft.value
    if (!isLimited) return t('roles.quota.none')
    if (points === undefined) return undefined
    const key = isShared ? 'roles.quota.shared' : 'roles.quota.each'
    return t(key, { count: formatNumber(points) }, points)
  }

  function actions(): string | undefined {
    if (draft.value.profile !== 'self-service-user') {
      return draft.value.mayControlClock ? t('roles.clock') : undefined
    }
    const granted = grantedActions(draft.value).length
    return t('roles.actions.granted', { granted, count: selfServiceActions.length })
  }

  return key => summaries[key]()
}
