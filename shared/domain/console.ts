import { z } from 'zod'

/** What a guest goes through until somebody can sign in, in this order. */
export const bootPhases = ['firmware', 'boot-loader', 'kernel', 'services', 'sign-in'] as const
export type BootPhase = (typeof bootPhases)[number]
export const bootPhase = z.enum(bootPhases)

/** What is to be seen on a VM's screen; `none` where there is no guest to show one. */
export const guestScreens = [
  'off',
  'booting',
  'sign-in',
  'busy',
  'hung',
  'crashed',
  'saved',
  'paused',
  'saving',
  'restoring',
  'shutting-down',
  'none',
] as const
export type GuestScreen = (typeof guestScreens)[number]
export const guestScreen = z.enum(guestScreens)
