import { mdiAccountCheckOutline, mdiAccountOffOutline } from '@mdi/js'
import type { UserRowView } from '../../../../shared/contract/index.ts'
import { formatDateTime, type FilterField, type GridColumn } from '../../../ui/index.ts'

type Translate = (key: string) => string

/** The columns of the users. */
export function userColumns(t: Translate): GridColumn<UserRowView>[] {
  return [
    {
      key: 'name',
      kind: 'text',
      label: t('common.name'),
      value: user => user.name,
      width: 160,
      sortable: true,
      strong: true,
      fixed: true,
    },
    {
      key: 'displayName',
      kind: 'text',
      label: t('admin.user.displayName'),
      value: user => user.displayName,
      width: 160,
      sortable: true,
    },
    {
      key: 'enabled',
      kind: 'state',
      label: t('admin.user.status'),
      value: user => statusOf(user, t),
      width: 112,
      sortable: true,
    },
    {
      key: 'roles',
      kind: 'text',
      label: t('admin.user.roles'),
      value: user => namesOf(user.roles),
      width: 200,
      grow: true,
    },
    {
      key: 'groups',
      kind: 'text',
      label: t('admin.user.groups'),
      value: user => namesOf(user.groups),
      width: 160,
    },
    {
      key: 'ownedVms',
      kind: 'number',
      label: t('admin.user.ownedVms'),
      value: user => user.ownedVms,
      width: 96,
      sortable: true,
    },
    {
      key: 'createdMs',
      kind: 'date',
      label: t('admin.user.created'),
      value: user => user.createdMs,
      format: at => formatDateTime(at),
      width: 172,
      sortable: true,
      hidden: true,
    },
  ]
}

/** What conditions on users may ask about. */
export function userFields(t: Translate): FilterField[] {
  const enabled = [
    { value: 'true', label: t('admin.user.enabled') },
    { value: 'false', label: t('admin.user.disabled') },
  ]
  return [
    { field: 'enabled', label: t('admin.user.status'), kind: 'choice', options: enabled },
    { field: 'roles', label: t('admin.user.roles'), kind: 'text' },
    { field: 'groups', label: t('admin.user.groups'), kind: 'text' },
    { field: 'ownedVms', label: t('admin.user.ownedVms'), kind: 'number' },
  ]
}

/** Whether the user may sign in, as a state. */
export function statusOf(user: Pick<UserRowView, 'enabled'>, t: Translate) {
  return user.enabled
    ? { label: t('admin.user.enabled'), tone: 'idle' as const, icon: mdiAccountCheckOutline }
    : { label: t('admin.user.disabled'), tone: 'warn' as const, icon: mdiAccountOffOutline }
}

/** Names in one line. */
export function namesOf(list: readonly { name: string }[]): string {
  return list.map(one => one.name).join(', ')
}
