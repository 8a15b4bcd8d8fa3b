import { useI18n } from 'vue-i18n'
import type { RoleRowView } from '../../../../shared/contract/index.ts'
import { selfServiceActions } from '../../../../shared/rights/index.ts'
import { formatNumber } from '../../../ui/index.ts'
import { namesOf } from '../users/users.columns.ts'

type Scoped = Pick<RoleRowView, 'profile' | 'hostGroups' | 'shares' | 'hiddenScope'>

export interface RoleTexts {
  profileOf(role: Pick<RoleRowView, 'profile'>): string
  /** Host groups and shares in one line, and how many lie outside the own scope. */
  scopeOf(role: Scoped): string
  /** "34 people in Accounting, Audit", or that there are none. */
  membersOf(role: Pick<RoleRowView, 'people' | 'userGroups' | 'users'>): string
  /** "20 points for each member"; undefined where the role has no limit or no quota. */
  quotaOf(role: Pick<RoleRowView, 'quota'>): string | undefined
  /** "12 of 17"; undefined for profiles without permitted actions. */
  actionsOf(role: Pick<RoleRowView, 'profile' | 'actions'>): string | undefined
}

/** The words of user roles, for list, details and wizard. */
export function useRoleTexts(): RoleTexts {
  const { t } = useI18n({ useScope: 'global' })

  return {
    profileOf: role => t(`roles.profile.${role.profile}`),
    scopeOf(role) {
      if (role.profile === 'administrator') return t('roles.scope.everything')
      const names = namesOf([...role.hostGroups, ...role.shares])
      if (role.hiddenScope === 0) return names || t('roles.scope.nothing')
      const hidden = t('roles.scope.hidden', { count: role.hiddenScope }, role.hiddenScope)
      return names ? `${names}, ${hidden}` : hidden
    },
    membersOf(role) {
      const people = t('roles.people', { count: formatNumber(role.people) }, role.people)
      const groups = namesOf(role.userGroups)
      return groups ? t('roles.peopleIn', { people, groups }) : people
    },
    quotaOf({ quota }) {
      if (!quota) return undefined
      const key = quota.shared ? 'roles.quota.shared' : 'roles.quota.each'
      return t(key, { count: formatNumber(quota.points) }, quota.points)
    },
    actionsOf(role) {
      if (role.profile !== 'self-service-user') return undefined
      return t('roles.actions.count', {
        granted: role.actions.length,
        count: selfServiceActions.length,
      })
    },
  }
}
