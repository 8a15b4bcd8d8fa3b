import { tipSeverities, tipStatuses } from '../../../../shared/domain/index.ts'
import type { FilterField } from '../../../ui/index.ts'

/** What conditions on tips may ask about. */
export function tipFields(t: (key: string) => string): FilterField[] {
  const severities = tipSeverities.map(value => ({ value, label: t(`pro.severity.${value}`) }))
  const statuses = tipStatuses.map(value => ({ value, label: t(`pro.status.${value}`) }))
  return [
    { field: 'severity', label: t('pro.severity'), kind: 'choice', options: severities },
    { field: 'status', label: t('pro.state'), kind: 'choice', options: statuses },
    { field: 'sourceName', label: t('pro.source'), kind: 'text' },
    { field: 'name', label: t('pro.tip'), kind: 'text' },
    { field: 'packName', label: t('pro.pack'), kind: 'text' },
  ]
}
