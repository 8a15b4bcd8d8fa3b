/**
 * How a guest boots (physics 2.4): front-end disk operations and processor seconds up to the
 * sign-in page. 70,000 operations in 60 s of processor time are published for Windows 7; the count
 * of XP and of Linux is our assumption, since no source was found.
 */
export interface BootProfile {
  readonly operations: number
  readonly processorS: number
}

const windows7: BootProfile = { operations: 70000, processorS: 60 }
const light: BootProfile = { operations: 9000, processorS: 25 }

/** The boot profile of an operating system by its name. */
export function bootProfile(operatingSystem: string): BootProfile {
  const name = operatingSystem.toLowerCase()
  const isLight = ['xp', '2003', '2000', 'linux', 'sles', 'rhel', 'centos', 'ubuntu', 'none'].some(
    part => name.includes(part),
  )
  return isLight ? light : windows7
}

/** Share of a boot's disk requests that write (Klein, physics 2.4). */
export const bootWriteShare = 0.16

/** Time that a guest takes to close its programs (ours: Windows stops services for up to 20 s). */
export const guestShutdownMs = { least: 12000, most: 25000 }

/** Fixed work of the virtualization service for a power action, ours. */
export const serviceWorkMs = 700
