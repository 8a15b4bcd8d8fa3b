import type { VmDetails } from '../../../../shared/contract/index.ts'
import { integrationServices } from '../../../../shared/domain/index.ts'
import { formatDate, type KeyValuePair } from '../../../ui/index.ts'

type Words = (key: string, values?: Record<string, unknown>) => string

/** What is known of the guest of a VM, and which services it is offered. */
export function guestPairs(vm: VmDetails, t: Words): KeyValuePair[] {
  const { guest } = vm
  const off = integrationServices.filter(one => !vm.integrationServices.includes(one))
  return [
    { key: 'os', label: t('vms.column.operatingSystem'), value: vm.operatingSystem },
    {
      key: 'services',
      label: t('vms.hardware.services'),
      value: t(vm.guestServices ? 'vms.hardware.services.on' : 'vms.hardware.services.off'),
      source: guest.integrationVersion
        ? t('hardware.guest.version', { version: guest.integrationVersion })
        : t('hardware.guest.noVersion'),
    },
    {
      key: 'servicesOff',
      label: t('vms.hardware.servicesOff'),
      value: off.map(one => t(`vms.service.${one}`)).join(', ') || t('common.none'),
    },
    {
      key: 'heartbeat',
      label: t('vms.hardware.heartbeat'),
      value: t(`vms.hardware.heartbeat.${vm.heartbeat}`),
    },
    {
      key: 'guestDisks',
      label: t('hardware.guest.diskKind'),
      value: t(`hardware.guest.${guest.diskKind}`),
    },
    {
      key: 'cluster',
      label: t('hardware.guest.clusterRole'),
      value: guest.clusterRole ?? t('common.none'),
    },
    { key: 'patched', label: t('hardware.guest.patched'), value: formatDate(guest.lastPatchedMs) },
  ]
}
