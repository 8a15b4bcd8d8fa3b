import { mdiHelpCircleOutline } from '@mdi/js'
import { useI18n } from 'vue-i18n'
import { useDialogs } from '../../../ui/index.ts'
import type { ProAction } from '../pro-action.ts'
import WhyNotDialog from './WhyNotDialog.vue'

/** The line of the Actions pane that asks why there is no tip about an object. */
export function useWhyNot(): ProAction {
  const { t } = useI18n({ useScope: 'global' })
  const dialogs = useDialogs()
  return {
    ...{ key: 'whyNot', icon: mdiHelpCircleOutline },
    ...{ label: t('pro.whyNot'), detail: t('pro.whyNot.detail') },
    run: () => void dialogs.open(WhyNotDialog, {}),
  }
}
