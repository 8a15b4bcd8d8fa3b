import { useI18n } from 'vue-i18n'
import type { SessionRowView } from '../../../shared/contract/index.ts'
import { useCommand } from '../../session/index.ts'
import { useDialogs, useToasts } from '../../ui/index.ts'

/** Asks, then ends a session or takes a token away; afterwards the list is asked for again. */
export function useEndSession(reload: () => Promise<void>): (row: SessionRowView) => Promise<void> {
  const { t } = useI18n()
  const dialogs = useDialogs()
  const toasts = useToasts()
  const end = useCommand('session.end', { isQuiet: true })

  return async row => {
    const isToken = row.kind === 'token'
    const label = row.label || t(`account.session.kind.${row.kind}`)
    const isSure = await dialogs.confirm({
      title: t(isToken ? 'account.session.revokeTitle' : 'account.session.endTitle'),
      text: t('account.session.endText', { user: row.userName, label }),
      consequences: [t(isToken ? 'account.session.revokeEffect' : 'account.session.endEffect')],
      confirmLabel: t(isToken ? 'account.session.revoke' : 'account.session.end'),
      danger: true,
    })
    if (!isSure) return
    if (await end.run({ id: row.id })) toasts.show({ text: t('account.session.ended') })
    await reload()
  }
}
