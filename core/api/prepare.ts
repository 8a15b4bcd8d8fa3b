import { isWeakPassword, passwordLengthMin } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import type { PreparedTraceImport } from '../library/index.ts'
import { prepareTraceImport } from '../library/index.ts'
import { prepareBest } from './plan-best.ts'
import { prepareLogAssign, prepareLogImport } from './log-import.ts'
import type { HandlerContext, InputOf } from './handler.ts'

/**
 * What came over the wire becomes what the journal keeps: here every secret is turned into a hash.
 * A preparation may take real time, so the dispatcher asks the rights again after it.
 */

export type PreparedUser = Omit<InputOf<'user', 'create'>, 'password'> & {
  readonly passwordHash: string
}
export interface PreparedPassword {
  readonly userId: InputOf<'user', 'setPassword'>['userId']
  readonly passwordHash: string
}
export interface PreparedOwnPassword {
  readonly passwordHash: string
}
export type PreparedSetup = Omit<InputOf<'setup', 'create'>, 'administratorPassword'> & {
  readonly passwordHash: string
}

export const preparations = {
  'user.create': prepareUser,
  'user.setPassword': preparePassword,
  'session.changePassword': prepareOwnPassword,
  'setup.create': prepareSetup,
  'trace.import': prepareTraces,
  'plan.best': prepareBest,
  'log.import': prepareLogImport,
  'log.assign': prepareLogAssign,
}

async function prepareUser(
  context: HandlerContext,
  { password, ...rest }: InputOf<'user', 'create'>,
): Promise<PreparedUser | Refusal> {
  const weak = checkPassword(password, rest.name)
  if (weak) return weak
  return { ...rest, passwordHash: await context.ports.hashPassword(password) }
}

async function preparePassword(
  context: HandlerContext,
  { userId, password }: InputOf<'user', 'setPassword'>,
): Promise<PreparedPassword | Refusal> {
  const weak = checkPassword(password, context.world.find('user', userId)?.name ?? '')
  if (weak) return weak
  return { userId, passwordHash: await context.ports.hashPassword(password) }
}

async function prepareOwnPassword(
  context: HandlerContext,
  { current, next }: InputOf<'session', 'changePassword'>,
): Promise<PreparedOwnPassword | Refusal> {
  const { caller, ports, world } = context
  const user = world.find('user', caller.userId)
  const wrong = await checkSecret(context, caller.name, current, user?.passwordHash)
  if (wrong) return wrong
  const weak = checkPassword(next, caller.name)
  if (weak) return weak
  return { passwordHash: await ports.hashPassword(next) }
}

async function prepareSetup(
  context: HandlerContext,
  { administratorPassword, ...rest }: InputOf<'setup', 'create'>,
): Promise<PreparedSetup | Refusal> {
  const { fabric } = context.world
  // Hashing takes a while, and a fabric that is there is refused anyway.
  if (fabric) return refuse('fabric.exists', { fabric: fabric.name })
  const weak = checkPassword(administratorPassword, rest.administratorName)
  if (weak) return weak
  return { ...rest, passwordHash: await context.ports.hashPassword(administratorPassword) }
}

/**
 * Archives are unpacked before the journal, which keeps the samples and not how they were packed.
 */
async function prepareTraces(
  context: HandlerContext,
  input: InputOf<'trace', 'import'>,
): Promise<PreparedTraceImport | Refusal> {
  return prepareTraceImport(context.ports, input)
}

function checkPassword(password: string, name: string): Refusal | undefined {
  if (!isWeakPassword(password, name)) return undefined
  return refuse('access.password-weak', { lengthMin: passwordLengthMin })
}

/**
 * Checks a password under the sign-in limits. The same words, and the same work, whether there is
 * no
 * such user, no hash to check, or another password.
 */
export async function checkSecret(
  context: HandlerContext,
  name: string,
  password: string,
  passwordHash: string | undefined,
): Promise<Refusal | undefined> {
  const { connection, ports, sessions } = context
  const attempt = sessions.limiter.begin(connection.address, name, ports.wallMs())
  if ('retryAfterS' in attempt) return refuse('access.rate-limited', attempt)
  try {
    if (!(await ports.verifyPassword(password, passwordHash))) {
      return refuse('access.sign-in-failed', {})
    }
    attempt.succeeded()
    return undefined
  } finally {
    attempt.over()
  }
}
