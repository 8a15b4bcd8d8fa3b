import { closeSync, fsyncSync, openSync } from 'node:fs'

/** Makes a file's content durable. */
export function syncFile(file: string): void {
  sync(file, 'r+')
}

/** Makes a rename in the folder durable. Windows has no such call and needs none. */
export function syncFolder(folder: string): void {
  if (process.platform !== 'win32') sync(folder, 'r')
}

function sync(path: string, flags: string): void {
  const descriptor = openSync(path, flags)
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
