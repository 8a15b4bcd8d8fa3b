import { mdiCheckCircleOutline, mdiMinusCircleOutline, mdiPackageVariantClosed } from '@mdi/js'
import type { RuleRowView } from '../../../../shared/contract/index.ts'
import { tipSeverities } from '../../../../shared/domain/index.ts'
import type { GridColumn } from '../../../ui/index.ts'

/** The columns of the rules. */
export function ruleColumns(t: (key: string) => string): GridColumn<RuleRowView>[] {
  return [
    {
      ...{ key: 'name', kind: 'text', label: t('pro.rule'), width: 220, grow: true },
      ...{ sortable: true, strong: true, fixed: true },
      value: rule => rule.name,
    },
    {
      ...{ key: 'watched', kind: 'state', label: t('pro.rule.watched'), width: 104 },
      sortable: true,
      value: rule => {
        if (rule.isWatching) {
          return { tone: 'ok', icon: mdiCheckCircleOutline, label: t('pro.rule.isOn') }
        }
        return rule.isEnabled
          ? { tone: 'idle', icon: mdiPackageVariantClosed, label: t('pro.rule.isPackOff') }
          : { tone: 'idle', icon: mdiMinusCircleOutline, label: t('pro.rule.isOff') }
      },
    },
    {
      ...{ key: 'target', kind: 'text', label: t('pro.rule.target'), width: 96, sortable: true },
      value: rule => t(`pro.target.${rule.target}`),
    },
    {
      ...{ key: 'levels', kind: 'tags', label: t('pro.rule.levels'), width: 150 },
      value: rule =>
        tipSeverities.filter(level => rule[level]).map(level => t(`pro.severity.${level}`)),
    },
    {
      ...{ key: 'pack', kind: 'text', label: t('pro.pack'), width: 140, sortable: true },
      value: rule => rule.packName,
    },
    {
      ...{ key: 'activeTips', kind: 'number', label: t('pro.rule.openTips'), width: 96 },
      sortable: true,
      value: rule => rule.activeTips,
    },
  ]
}
