import { z } from 'zod'
import { defineRefusal as refusal } from './define.ts'

const text = z.string()
const number = z.number()

/** What moving a VM's files, copying it and repairing it refuse. */
export const transferRefusals = {
  'clone.source': refusal(
    409,
    { name: text, state: text },
    '{name} is {state}, and only a stopped or stored VM can be cloned.',
    'Shut it down first.',
  ),
  'repair.copy-unfinished': refusal(
    409,
    { name: text },
    'The disks of {name} were not written whole, so it would fail again.',
    'Retry the creation, or undo it.',
  ),
  'repair.job-gone': refusal(
    409,
    { name: text },
    'The job of {name} that failed is no longer in the history, so it cannot run again.',
    'Undo it, and begin anew.',
  ),
  'repair.not-failed': refusal(
    409,
    { name: text, state: text },
    '{name} is {state}: there is nothing to repair.',
    'Nothing is left to do.',
  ),
  'repair.still-missing': refusal(
    409,
    { name: text, volume: text, because: text },
    '{name} is still missing: {volume} is not reached, because {because}.',
    'Bring the volume back, or delete the record of the VM.',
  ),
  'transfer.from-library': refusal(
    409,
    { name: text },
    '{name} lies on a library share, and library servers are not attached to the storage network.',
    'Copy it over the network.',
  ),
  'transfer.lan-forced': refusal(
    409,
    { name: text },
    'A network copy was asked for, whatever else would do.',
    'Do not insist on the network.',
  ),
  'transfer.no-method': refusal(
    409,
    { name: text, host: text, first: text },
    '{name} cannot come to {host} in any way. {first}',
    'Choose another host, or remove the cause.',
  ),
  'transfer.no-network': refusal(
    409,
    { name: text, source: text, target: text },
    '{name} cannot be copied: no network link leads from {source} to {target} now.',
    'Look at the adapters of both in the Networking workspace.',
  ),
  'transfer.no-volume': refusal(
    409,
    { name: text, host: text },
    '{host} has no volume that may take {name}: one that it owns or shares, open to its owner, and shared where the VM is highly available.',
    'Choose another host, or give it a volume.',
  ),
  'transfer.not-running': refusal(
    409,
    { name: text },
    '{name} is not running, so nothing of it is live.',
    'Start it, or move it as it is.',
  ),
  'transfer.other-hypervisor': refusal(
    409,
    { name: text, host: text },
    '{host} has another hypervisor than the host of {name}.',
    'Choose a host of the same kind.',
  ),
  'transfer.pass-through': refusal(
    409,
    { name: text, disk: text },
    '{disk} of {name} is a whole LUN and no file, so it cannot be copied.',
    'Remove the disk, or choose a host that the LUN can be shown to.',
  ),
  'transfer.san-local': refusal(
    409,
    { name: text, volume: text },
    '{volume}, where {name} lies, is made of disks inside its host.',
    'Move the files to a LUN of an array first.',
  ),
  'transfer.san-no-disk': refusal(
    409,
    { name: text },
    '{name} has no disk on a LUN.',
    'Copy it over the network.',
  ),
  'transfer.san-not-attached': refusal(
    409,
    { host: text, array: text },
    '{host} is not attached to {array}.',
    'Show it a volume of that array first, or choose a host that is.',
  ),
  'transfer.san-others': refusal(
    409,
    { name: text, volume: text, others: number },
    '{volume} holds {others} other VMs besides {name}, and a LUN moves with one VM only.',
    'Move {name} to a LUN of its own first.',
  ),
  'transfer.san-shared': refusal(
    409,
    { name: text, volume: text },
    '{volume}, where {name} lies, is shared by several hosts at once, and cannot be shown to another instead.',
    'Move {name} to a LUN of its own first.',
  ),
  'transfer.san-snapshots': refusal(
    409,
    { name: text, volume: text },
    '{volume}, where {name} lies, has snapshots, which would be left behind.',
    'Delete the snapshots first.',
  ),
  'transfer.volume-named': refusal(
    409,
    { name: text },
    'A volume was named, and only a copy comes to another volume.',
    'Name no volume.',
  ),
} as const
