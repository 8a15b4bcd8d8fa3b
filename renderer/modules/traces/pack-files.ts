/** A file as the contract's import takes it. */
export interface PackedFile {
  path: string
  contentBase64: string
}

/** What a person chose: files or a folder, with the hidden ones left out. */
export interface ChosenFiles {
  files: readonly File[]
  /** How many hidden files, such as .DS_Store, were left out. */
  hidden: number
  bytes: number
}

/** The most bytes of one file: the contract takes 64 Mi characters of base64. */
export const fileBytesMax = (67108864 / 4) * 3

/** The most files of one import. */
export const filesMax = 10000

/** The path of a file inside the chosen folder, or its name. */
export function pathOf(file: File): string {
  return file.webkitRelativePath || file.name
}

/** The files to import: without hidden ones, in the order of their paths. */
export function chooseFiles(list: Iterable<File>): ChosenFiles {
  const all = [...list]
  const files = all
    .filter(
      file =>
        !pathOf(file)
          .split('/')
          .some(part => part.startsWith('.')),
    )
    .sort((one, other) => (pathOf(one) < pathOf(other) ? -1 : 1))
  const bytes = files.reduce((sum, file) => sum + file.size, 0)
  return { files, hidden: all.length - files.length, bytes }
}

/** A name for the traces as a group: the folder or the archive that they came in. */
export function sourceNameOf(files: readonly File[]): string {
  const first = files[0]
  if (!first) return ''
  const folder = pathOf(first).split('/').at(-2)
  if (folder) return folder.slice(0, 80)
  return files.length > 1 ? '' : first.name.replace(/\.(tar(\.[gx]z)?|tgz|txz)$/i, '').slice(0, 80)
}

/** Why the chosen files cannot be sent at all; undefined where they can. */
export function filesFault(
  chosen: ChosenFiles,
): { fault: 'none' | 'many' | 'large'; values: Record<string, string | number> } | undefined {
  if (chosen.files.length === 0) return { fault: 'none', values: { hidden: chosen.hidden } }
  if (chosen.files.length > filesMax) {
    return { fault: 'many', values: { count: chosen.files.length, limit: filesMax } }
  }
  const large = chosen.files.find(file => file.size > fileBytesMax)
  if (!large) return undefined
  const mib = (bytes: number) => Math.ceil(bytes / 1048576)
  const values = { file: pathOf(large), size: mib(large.size), limit: mib(fileBytesMax) }
  return { fault: 'large', values }
}

/** Reads the files one after the other and says after each how many bytes are read. */
export async function packFiles(
  files: readonly File[],
  onRead: (bytes: number) => void,
): Promise<PackedFile[]> {
  const packed: PackedFile[] = []
  let bytes = 0
  for (const file of files) {
    const content = new Uint8Array(await file.arrayBuffer())
    packed.push({ path: pathOf(file), contentBase64: toBase64(content) })
    bytes += content.length
    onRead(bytes)
  }
  return packed
}

/** Base64 of the bytes. In parts of a multiple of three, so the parts join without padding. */
export function toBase64(bytes: Uint8Array): string {
  const partBytes = 24576
  const parts: string[] = []
  for (let start = 0; start < bytes.length; start += partBytes) {
    parts.push(btoa(String.fromCharCode(...bytes.subarray(start, start + partBytes))))
  }
  return parts.join('')
}
