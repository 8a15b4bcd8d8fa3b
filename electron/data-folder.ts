import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'

const choiceFile = 'data-folder.txt'

/**
 * The folder of the fabric below the app's own folder: the first one, until a person chose to start
 * with a new one because that could not be opened.
 */
export function keptDataFolder(userData: string): string {
  try {
    const name = readFileSync(join(userData, choiceFile), 'utf8').trim()
    if (name !== '' && basename(name) === name) return join(userData, name)
  } catch {
    // Nothing was chosen, so it is the first.
  }
  return join(userData, 'fabric')
}

/** Remembers a folder for the next starts. It lies below the app's own folder. */
export function keepDataFolder(userData: string, folder: string): void {
  writeFileSync(join(userData, choiceFile), `${basename(folder)}\n`)
}

/** A folder beside the given one that does not exist yet: `fabric`, `fabric-2`, `fabric-3`. */
export function nextDataFolder(folder: string, exists = existsSync): string {
  const stem = folder.replace(/-\d+$/, '')
  for (let number = 2; number < 1000; number += 1) {
    const next = `${stem}-${number}`
    if (!exists(next)) return next
  }
  throw new Error(`There are too many data folders beside ${folder}`)
}
