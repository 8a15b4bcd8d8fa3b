import { computed, ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import type { VmDetails } from '../../../../shared/contract/index.ts'
import type {
  DiskFormat,
  LunId,
  PlainDiskFormat,
  VmId,
  VolumeId,
} from '../../../../shared/domain/index.ts'
import { client, useQuery } from '../../../session/index.ts'
import type { Option } from '../../../ui/index.ts'
import { gigabytes } from '../vm-units.ts'

export type DiskAction =
  'add' | 'remove' | 'expand' | 'convert' | 'compact' | 'merge' | 'makeParent'
type Disk = VmDetails['disks'][number]

const buses = (['scsi', 'ide'] as const).map(value => ({ value, label: value.toUpperCase() }))

/** What a person says of a change of a disk, and what there is to choose from. */
export function useDiskDraft(vm: VmDetails, action: DiskAction, disk: Disk | undefined) {
  const { t } = useI18n()
  const name = ref(disk?.name ?? `${vm.name}-disk-${vm.disks.length}.vhd`)
  const sizeGib = ref<number | undefined>(disk ? Math.ceil(disk.sizeGib) + 10 : 40)
  const bus = ref<'ide' | 'scsi'>('scsi')
  const volumeId = ref<VolumeId | undefined>(vm.disks[0]?.volumeId)
  const isNew = action === 'add'
  const format = ref<DiskFormat>(action === 'convert' ? otherFormat(disk?.format) : 'dynamic')
  const parent = ref<string>()
  const lunId = ref<LunId>()

  const hardware = useHardware(isNew ? vm.id : undefined)
  const formats = computed(() => {
    const all: readonly DiskFormat[] =
      action === 'convert'
        ? ['dynamic', 'fixed']
        : ['dynamic', 'fixed', 'differencing', 'pass-through']
    return all.map(value => ({ value, label: t(`vms.hardware.format.${value}`) }))
  })
  const volumes = computed(() =>
    (hardware.data.value?.volumes ?? []).map(one => ({
      value: one.id,
      label: t('hardware.disk.volumeFree', { name: one.name, free: gigabytes(one.freeGib) }),
    })),
  )
  /** Parents on the chosen volume first, which need no copy, then disks of the library. */
  const parents = computed<Option[]>(() =>
    (hardware.data.value?.parents ?? []).flatMap(one => {
      if (one.parentId !== undefined && one.volumeId !== volumeId.value) return []
      const there = one.parentId !== undefined
      const words = { name: one.name, size: gigabytes(one.sizeGib), count: one.disks ?? 0 }
      const key = there ? 'hardware.disk.parentThere' : 'hardware.disk.parentLibrary'
      return [
        {
          value: there ? `parent-${one.parentId}` : one.diskId!,
          label: there ? t(key, words, one.disks ?? 0) : t(key, words),
        },
      ]
    }),
  )
  const luns = computed(() =>
    (hardware.data.value?.luns ?? []).map(one => {
      const words = { name: one.name, size: gigabytes(one.sizeGib), array: one.arrayName }
      return { value: one.lunId, label: t('hardware.disk.lunOf', words) }
    }),
  )
  watch(luns, () => (lunId.value ??= luns.value[0]?.value))
  watch([parents, format], () => {
    if (parents.value.some(one => one.value === parent.value)) return
    parent.value = parents.value[0]?.value
  })

  const stands = computed(() => isNew && format.value === 'differencing')
  const isRaw = computed(() => isNew && format.value === 'pass-through')
  const hasSize = computed(() => (isNew ? !stands.value && !isRaw.value : action === 'expand'))
  /** Nothing that could be chosen: there is no forecast to ask for. */
  const isLacking = computed(() => (stands.value && !parent.value) || (isRaw.value && !lunId.value))
  const input = computed(() => ({
    ...{ vmId: vm.id, action, disk: name.value.trim() || '?' },
    ...(isNew ? { bus: bus.value } : {}),
    ...(isNew && !isRaw.value ? { volumeId: volumeId.value } : {}),
    ...(isNew || action === 'convert' ? { format: format.value } : {}),
    ...(hasSize.value ? { sizeGib: sizeGib.value } : {}),
    ...(stands.value ? { parent: parentOf(parent.value) } : {}),
    ...(isRaw.value ? { lunId: lunId.value } : {}),
  }))
  return {
    ...{ name, sizeGib, bus, volumeId, format, parent, lunId, input },
    ...{ formats, buses, volumes, parents, luns },
    ...{ stands, isRaw, hasSize, isLacking },
  }
}

function parentOf(value: string | undefined) {
  if (value === undefined) return undefined
  return value.startsWith('parent-')
    ? { parentId: Number(value.slice('parent-'.length)) }
    : { diskId: value as `disk-${number}` }
}

function otherFormat(now: DiskFormat | undefined): PlainDiskFormat {
  return now === 'fixed' ? 'dynamic' : 'fixed'
}

/** What the VM's host has for a new disk. */
function useHardware(vmId: VmId | undefined) {
  return useQuery(
    () => vmId && { vmId },
    (input, options) => client.vm.hardware(input, options),
  )
}
