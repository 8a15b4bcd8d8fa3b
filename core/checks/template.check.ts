import type { Check } from './types.ts'

/** A template has its disk, a disk its share, and a share its host group. */
export const templateCheck: Check = {
  name: 'template',
  find({ world }) {
    for (const { name, diskId } of world.all('template')) {
      if (!world.find('disk', diskId)) return `the template ${name} has lost its disk`
    }
    for (const { name, shareId } of world.all('disk')) {
      if (!world.find('share', shareId)) return `the disk ${name} has lost its share`
    }
    for (const { name, hostGroupId } of world.all('share')) {
      if (!world.find('hostgroup', hostGroupId)) return `the share ${name} has lost its host group`
    }
    return undefined
  },
}
