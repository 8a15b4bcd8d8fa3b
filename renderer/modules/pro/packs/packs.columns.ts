import { mdiCheckCircleOutline, mdiMinusCircleOutline } from '@mdi/js'
import type { PackView } from '../../../../shared/contract/index.ts'
import type { GridColumn } from '../../../ui/index.ts'

type NumberKey = 'version' | 'rules' | 'rulesEnabled' | 'tests' | 'activeTips'

/** The columns of the packs. */
export function packColumns(t: (key: string) => string): GridColumn<PackView>[] {
  const number = (key: NumberKey): GridColumn<PackView> => ({
    ...{ key, kind: 'number', label: t(`pro.pack.${key}`), width: 96, sortable: true },
    value: pack => pack[key],
  })
  return [
    {
      ...{ key: 'name', kind: 'text', label: t('pro.pack'), width: 240, grow: true },
      ...{ sortable: true, strong: true, fixed: true },
      value: pack => pack.title,
    },
    {
      ...{ key: 'enabled', kind: 'state', label: t('pro.rule.watched'), width: 110 },
      sortable: true,
      value: pack =>
        pack.isEnabled
          ? { tone: 'ok', icon: mdiCheckCircleOutline, label: t('pro.rule.isOn') }
          : { tone: 'idle', icon: mdiMinusCircleOutline, label: t('pro.rule.isOff') },
    },
    {
      ...{ key: 'origin', kind: 'text', label: t('pro.pack.origin'), width: 110, sortable: true },
      value: pack => t(`pro.pack.origin.${pack.origin}`),
    },
    ...(['version', 'rules', 'rulesEnabled', 'tests', 'activeTips'] as const).map(number),
  ]
}
