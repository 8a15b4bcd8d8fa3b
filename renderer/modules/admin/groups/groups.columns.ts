import type { UserGroupRowView } from '../../../../shared/contract/index.ts'
import type { GridColumn } from '../../../ui/index.ts'
import { namesOf } from '../users/users.columns.ts'

/** The columns of the user groups. */
export function groupColumns(t: (key: string) => string): GridColumn<UserGroupRowView>[] {
  return [
    {
      key: 'name',
      kind: 'text',
      label: t('common.name'),
      value: group => group.name,
      width: 200,
      sortable: true,
      strong: true,
      fixed: true,
    },
    {
      key: 'members',
      kind: 'number',
      label: t('admin.group.members'),
      value: group => group.members.length,
      width: 96,
      sortable: true,
    },
    {
      key: 'roles',
      kind: 'text',
      label: t('admin.user.roles'),
      value: group => namesOf(group.roles),
      width: 240,
    },
    {
      key: 'description',
      kind: 'text',
      label: t('admin.description'),
      value: group => group.description,
      width: 200,
      grow: true,
    },
  ]
}
