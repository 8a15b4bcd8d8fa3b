/** Where to listen, and with which certificate. */
export interface ListenPlan {
  readonly host: string
  readonly port: number
  /** Files of the certificate and its key; without them the host speaks plain http. */
  readonly tls?: { readonly cert: string; readonly key: string }
}

export interface ListenWish {
  readonly host: string | undefined
  readonly port: number
  readonly cert: string | undefined
  readonly key: string | undefined
}

const loopback = ['127.0.0.1', '::1', 'localhost']

/** Whether an address is one that only this machine reaches. */
export function isLoopback(host: string): boolean {
  return loopback.includes(host)
}

/**
 * Settles where to listen. Passwords and session cookies cross the connection, so an address that
 * others reach needs a certificate.
 * @throws Error in words for a person
 */
export function planListening({ host = '127.0.0.1', port, cert, key }: ListenWish): ListenPlan {
  if ((cert === undefined) !== (key === undefined)) {
    throw new Error('--cert and --key belong together: give both or neither.')
  }
  if (cert !== undefined && key !== undefined) return { host, port, tls: { cert, key } }
  if (isLoopback(host)) return { host, port }
  throw new Error(
    `--host ${host} can be reached by other machines, and passwords would cross the network in ` +
      'the clear. Give --cert and --key, or leave --host away and put a proxy with TLS in front.',
  )
}
