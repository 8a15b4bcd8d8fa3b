import { client, type ListInput } from '../../session/index.ts'

/** The whole filtered list as one CSV text. Rejects as the client does. */
export async function vmsAsCsv(input: ListInput, columns: string[]): Promise<string> {
  const parts: string[] = []
  for await (const { csv } of await client.vm.export({ ...input, columns })) parts.push(csv)
  return parts.join('')
}

/** Hands a text to the person as a file of that name. */
export function saveText(name: string, type: string, text: string): void {
  saveParts(name, type, [text])
}

/** The same for what came in parts. */
export function saveParts(name: string, type: string, parts: BlobPart[]): void {
  const url = URL.createObjectURL(new Blob(parts, { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download has its own hold on the data by the next turn.
  setTimeout(() => URL.revokeObjectURL(url), 0)
}
