import type { RoleRowView } from '../../../../shared/contract/index.ts'
import type { GridColumn } from '../../../ui/index.ts'
import type { RoleTexts } from './role-texts.ts'

/** The columns of the user roles. */
export function roleColumns(
  t: (key: string) => string,
  texts: RoleTexts,
): GridColumn<RoleRowView>[] {
  return [
    {
      key: 'name',
      kind: 'text',
      label: t('common.name'),
      value: role => role.name,
      width: 184,
      sortable: true,
      strong: true,
      fixed: true,
    },
    {
      key: 'profile',
      kind: 'text',
      label: t('roles.profile'),
      value: role => texts.profileOf(role),
      width: 176,
      sortable: true,
    },
    {
      key: 'people',
      kind: 'number',
      label: t('roles.members'),
      value: role => role.people,
      width: 88,
      sortable: true,
    },
    {
      key: 'scope',
      kind: 'text',
      label: t('roles.scope'),
      value: role => texts.scopeOf(role),
      width: 176,
      grow: true,
      sortable: true,
    },
    {
      key: 'quota',
      kind: 'text',
      label: t('roles.quota'),
      value: role => texts.quotaOf(role),
      width: 188,
    },
    {
      key: 'actions',
      kind: 'text',
      label: t('roles.actions'),
      value: role => texts.actionsOf(role),
      width: 128,
    },
    {
      key: 'description',
      kind: 'text',
      label: t('admin.description'),
      value: role => role.description,
      width: 200,
      hidden: true,
    },
  ]
}
