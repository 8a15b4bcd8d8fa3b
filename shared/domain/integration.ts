import { z } from 'zod'

/** What the host offers a guest through its integration components, each of which can be off. */
export const integrationServices = [
  'shutdown',
  'time',
  'dataExchange',
  'heartbeat',
  'backup',
] as const
export const integrationService = z.enum(integrationServices)
export type IntegrationService = z.infer<typeof integrationService>

/** What the host hears of a guest's heartbeat; `none` while the guest does not run. */
export const guestHeartbeats = ['ok', 'lost', 'off', 'none'] as const
export type GuestHeartbeat = (typeof guestHeartbeats)[number]
