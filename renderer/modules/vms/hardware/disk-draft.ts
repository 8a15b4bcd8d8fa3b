import { computed, ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import type { VmDetails } from '../../../../shared/contract/index.ts'
import type { DiskFormat, PlainDiskFormat, VolumeId } from '../../../../shared/domain/index.ts'
import { client, useQuery } from '../../../session/index.ts'
import type { Option } from '../../../ui/index.ts'
import { gigabytes } from '../vm-units.ts'

export type DiskAction =
  'add' | 'remove' | 'expand' | 'convert' | 'compact' | 'merge' | 'makeParent'
type Disk = VmDetails['disks'][number]

/** What a person says of a change of a disk, and what there is to choose from. */
export function useDiskDraft(vm: VmDetails, action: DiskAction, disk: Disk | undefined) {
  const { t } = useI18n()
  const name = ref(disk?.name ?? `${vm.name}-disk-${vm.disks.length}.vhd`)
  const sizeGib = ref<number | undefined>(disk ? Math.ceil(disk.sizeGib) + 10 : 40)
  const bus = ref<'ide' | 'scsi'>('scsi')
  const volumeId = ref<VolumeId | undefined>(vm.disks[0]?.volumeId)
  const format = ref<DiskFormat>(action === 'convert' ? otherFormat(disk?.format) : 'dynamic')
  const parent = ref<string>()

  const hardware = useQuery(
    () => (action === 'add' ? { vmId: vm.id } : undefined),
    (input, options) => client.vm.hardware(input, options),
  )
  const formats = computed(() => {
    const all: readonly DiskFormat[] =
      action === 'convert' ? ['dynamic', 'fixed'] : ['dynamic', 'fixed', 'differencing']
    return all.map(value => ({ value, label: t(`vms.hardware.format.${value}`) }))
  })
  const buses = (['scsi', 'ide'] as const).map(value => ({ value, label: value.toUpperCase() }))
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
  watch([parents, format], () => {
    if (parents.value.some(one => one.value === parent.value)) return
    parent.value = parents.value[0]?.value
  })

  const isNew = action === 'add'
  const stands = computed(() => isNew && format.value === 'differencing')
  const input = computed(() => ({
    ...{ vmId: vm.id, action, disk: name.value.trim() || '?' },
    ...(isNew ? { bus: bus.value, volumeId: volumeId.value } : {}),
    ...(isNew || action === 'convert' ? { format: format.value } : {}),
    ...((isNew && !stands.value) || action === 'expand' ? { sizeGib: sizeGib.value } : {}),
    ...(stands.value ? { parent: parentOf(parent.value) } : {}),
  }))
  return {
    name,
    sizeGib,
    bus,
    volumeId,
    format,
    parent,
    formats,
    buses,
    volumes,
    parents,
    stands,
    input,
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
