import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { CollectorView } from '../../../shared/contract/index.ts'
import { client, useQuery, useSession } from '../../session/index.ts'

/** The roles that sets can be shared with, as far as the person sees any. */
export function useSharing() {
  const { t } = useI18n({ useScope: 'global' })
  const session = useSession()
  const known = useQuery(
    () => (session.can('role.read') ? {} : undefined),
    (input, options) => client.role.list(input, options),
  )
  const roles = computed(() =>
    (known.data.value ?? []).map(one => ({ value: one.id, label: one.name })),
  )

  /** Whom a set is shared with, by name where all names are known. */
  function sharedText({ roleIds }: Pick<CollectorView, 'roleIds'>): string | undefined {
    if (roleIds.length === 0) return undefined
    const names = roleIds.flatMap(id => roles.value.find(one => one.value === id)?.label ?? [])
    if (names.length === roleIds.length)
      return t('collectors.sharedWith', { names: names.join(', ') })
    return t('collectors.sharedCount', { n: roleIds.length }, roleIds.length)
  }

  return { roles, sharedText }
}
