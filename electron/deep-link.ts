import { vmId } from '../shared/domain/index.ts'

export const deepLinkScheme = 'hostward'

/**
 * The page of the console that a link opens: `hostward://vm/vm-12` is `/vms/vm-12`.
 * @returns a path, or undefined when the text is no link of ours
 */
export function pathOfDeepLink(text: string): string | undefined {
  if (!text.startsWith(`${deepLinkScheme}://`)) return undefined
  const match = /^\/\/(?<kind>[a-z]+)\/(?<id>[^/?#]+)\/?$/.exec(
    text.slice(deepLinkScheme.length + 1),
  )
  const id = vmId.safeParse(match?.groups?.['id'])
  return match?.groups?.['kind'] === 'vm' && id.success ? `/vms/${id.data}` : undefined
}

/** The page that the first link on a command line opens, if there is one. */
export function pathInArguments(argv: readonly string[]): string | undefined {
  for (const word of argv) {
    const path = pathOfDeepLink(word)
    if (path !== undefined) return path
  }
  return undefined
}
