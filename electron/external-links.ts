/** The vendor documentation that explanations cite. */
const allowedHosts = ['learn.microsoft.com']

/**
 * Whether a link may be opened in the system's browser: https, no credentials, no port of its own,
 * and a host that the console is known to point to. Anything else could be used to carry data out.
 */
export function mayOpenOutside(address: string): boolean {
  try {
    const url = new URL(address)
    if (url.protocol !== 'https:' || url.port !== '') return false
    return url.username === '' && url.password === '' && allowedHosts.includes(url.hostname)
  } catch {
    return false
  }
}
