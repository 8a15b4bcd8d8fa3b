import { readFileSync } from 'node:fs'
import { fabricKinds, type FabricKind } from '../shared/domain/index.ts'

/** The flags of a first run, as a command line gives them. */
export interface SetupFlags {
  readonly fabric?: string
  readonly seed?: string
  readonly admin?: string
  readonly 'admin-password-file'?: string
}

/** A fabric to make and its administrator. */
export interface Setup {
  readonly fabric: FabricKind
  readonly seed: number
  readonly administratorName: string
  readonly administratorPassword: string
}

/** What the flags ask for, or what is wrong with them. */
export type WantedSetup = { readonly setup: Setup } | { readonly problem: string }

const seedMax = 4294967295

/** Reads the flags of a first run; undefined where none is given. */
export function readSetupFlags(flags: SetupFlags): WantedSetup | undefined {
  const { fabric, seed = '1', admin } = flags
  const passwordFile = flags['admin-password-file']
  if (Object.values(flags).every(value => value === undefined)) return undefined
  if (fabric === undefined || admin === undefined || passwordFile === undefined) {
    return {
      problem: 'A new fabric needs --fabric, --admin and --admin-password-file together.',
    }
  }
  if (!isFabricKind(fabric)) {
    return { problem: `--fabric ${fabric} is none of ${fabricKinds.join(', ')}.` }
  }
  if (!/^\d{1,10}$/.test(seed) || Number(seed) > seedMax) {
    return { problem: `--seed ${seed} is no whole number from 0 to ${seedMax}.` }
  }
  const password = readPassword(passwordFile)
  if (typeof password !== 'string') return password
  const setup = {
    fabric,
    seed: Number(seed),
    administratorName: admin,
    administratorPassword: password,
  }
  return { setup }
}

function isFabricKind(text: string): text is FabricKind {
  return (fabricKinds as readonly string[]).includes(text)
}

/** The first line of the file: editors end it with a newline that is no part of the password. */
function readPassword(file: string): string | { problem: string } {
  try {
    const [line = ''] = readFileSync(file, 'utf8').split(/\r?\n/)
    return line === ''
      ? { problem: `--admin-password-file ${file} has an empty first line.` }
      : line
  } catch (error) {
    return { problem: `--admin-password-file cannot be read: ${(error as Error).message}` }
  }
}
