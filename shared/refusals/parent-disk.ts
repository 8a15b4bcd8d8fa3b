import { z } from 'zod'
import { defineRefusal as refusal } from './define.ts'

const text = z.string()
const number = z.number()

/** What differencing disks, the parents below them and pass-through disks refuse. */
export const parentDiskRefusals = {
  'disk.lun-not-seen': refusal(
    409,
    { lun: text, host: text, array: text },
    '{host} does not see {lun}: it has no volume on the array {array}.',
    'Choose a LUN of an array that the host is attached to.',
  ),
  'disk.lun-thin': refusal(
    409,
    { lun: text },
    '{lun} is thin, and a guest may write all of a LUN that it has to itself.',
    'Create a LUN that takes all its room at once.',
  ),
  'disk.no-parent': refusal(
    409,
    { disk: text, format: text },
    '{disk} is {format}: only a differencing disk has a parent that it could be merged into.',
    'Choose a differencing disk.',
  ),
  'disk.parent-in-use': refusal(
    409,
    { parent: text, volume: text, disks: number, names: z.array(text) },
    '{parent} on {volume} cannot be deleted: {disks} disks stand on it ({names}).',
    'Convert, merge or remove those disks first.',
  ),
  'disk.parent-shared': refusal(
    409,
    { disk: text, parent: text, others: number },
    '{disk} cannot be merged into {parent}: {others} other disks stand on it and would change with it.',
    'Convert the disk instead, which leaves the parent as it is.',
  ),
  'disk.parent-stays': refusal(
    409,
    { name: text, disk: text, parent: text, volume: text },
    '{disk} of {name} stands on {parent}, which lies on {volume} and stays there: elsewhere it could not be read.',
    'Convert the disk to fixed or dynamic first, which takes in all its parents.',
  ),
  'disk.parent-unknown': refusal(
    404,
    { parent: text.or(number), volume: text },
    'No whole parent disk {parent} is on {volume}.',
    'Choose a parent that is on the volume, or a disk of the library.',
  ),
  'disk.parents-left': refusal(
    409,
    { volume: text, parents: number },
    '{volume} holds {parents} parent disks.',
    'Delete them first, once nothing stands on them.',
  ),
  'disk.passed-through': refusal(
    409,
    { disk: text, name: text, action: text },
    'Cannot {action}: {disk} of {name} is a LUN that is passed through, and no file.',
    'Remove the disk from the VM, which leaves the LUN as it is, or work on the LUN.',
  ),
  'storage.passed-through': refusal(
    409,
    { volume: text, vm: text },
    '{volume} is passed through to {vm}, which has it to itself.',
    'Remove the disk from the VM first, which leaves the LUN as it is.',
  ),
  'disk.size-of-parent': refusal(
    409,
    { disk: text, parent: text, sizeGib: number },
    '{disk} has the {sizeGib} GB of its parent {parent}: a differencing disk has no size of its own.',
    'Convert the disk to fixed or dynamic, then expand it.',
  ),
} as const
