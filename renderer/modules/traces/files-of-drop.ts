/** The files of what was dropped; a folder gives all that lies in it, with their paths. */
export async function filesOfDrop(transfer: DataTransfer): Promise<File[]> {
  // The list of a drop is emptied once its event is over: every entry is taken before any wait.
  const entries = [...transfer.items].flatMap(item => item.webkitGetAsEntry() ?? [])
  if (entries.length === 0) return [...transfer.files]
  const found = await Promise.all(entries.map(filesOf))
  return found.flat()
}

async function filesOf(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) return [await fileOf(entry as FileSystemFileEntry)]
  const inside = await allOf((entry as FileSystemDirectoryEntry).createReader())
  const found = await Promise.all(inside.map(filesOf))
  return found.flat()
}

async function fileOf(entry: FileSystemFileEntry): Promise<File> {
  const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
  const path = entry.fullPath.replace(/^\//, '')
  // A dropped file has no path of its own; this is the property that a chosen folder fills in.
  if (path.includes('/')) Object.defineProperty(file, 'webkitRelativePath', { value: path })
  return file
}

/** A reader hands out a hundred entries at a time, until it hands out none. */
async function allOf(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const all: FileSystemEntry[] = []
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (part.length === 0) return all
    all.push(...part)
  }
}
