import { expect, test } from 'vitest'
import { signInLimits } from '../../../../core/access/index.ts'
import { SignInLimiter } from '../../../../core/access/limiter.ts'

const { failuresPerName, failuresPerAddress, failuresOfAll, checksUnderWay, windowMs } =
  signInLimits

/** A failed attempt; answers after how many seconds the next is looked at, 0 where it was. */
function fail(limiter: SignInLimiter, address: string, name: string, nowMs = 0): number {
  const attempt = limiter.begin(address, name, nowMs)
  if ('retryAfterS' in attempt) return attempt.retryAfterS
  attempt.over()
  return 0
}

function failTimes(limiter: SignInLimiter, count: number, next: (at: number) => [string, string]) {
  for (let at = 0; at < count; at++) expect(fail(limiter, ...next(at))).toBe(0)
}

test('sign-in limit: a name: counts over all addresses and any case, and says when to return', () => {
  const limiter = new SignInLimiter()
  failTimes(limiter, failuresPerName, at => [`10.0.0.${at}`, at % 2 ? 'Ada' : ' ada '])
  expect(fail(limiter, '10.0.1.1', 'ADA')).toBe(windowMs / 1000)
  expect(fail(limiter, '10.0.1.1', 'kim')).toBe(0)
})

test('sign-in limit: an address: counts over all names', () => {
  const limiter = new SignInLimiter()
  failTimes(limiter, failuresPerAddress, at => ['10.0.0.1', `name-${at}`])
  expect(fail(limiter, '10.0.0.1', 'ada')).toBeGreaterThan(0)
  expect(fail(limiter, '10.0.0.2', 'ada')).toBe(0)
})

test('sign-in limit: all: counts over names and addresses', () => {
  const limiter = new SignInLimiter()
  failTimes(limiter, failuresOfAll, at => [`address-${at}`, `name-${at}`])
  expect(fail(limiter, 'another', 'another')).toBeGreaterThan(0)
})

test('sign-in limit: time: the window slides, and a refused attempt does not lengthen it', () => {
  const limiter = new SignInLimiter()
  for (let at = 0; at < failuresPerName; at++) fail(limiter, 'here', 'ada', at * 1000)
  expect(fail(limiter, 'here', 'ada', 60_000)).toBe((windowMs - 60_000) / 1000)
  expect(fail(limiter, 'here', 'ada', windowMs - 1)).toBe(1)
  expect(fail(limiter, 'here', 'ada', windowMs)).toBe(0)
  expect(fail(limiter, 'here', 'ada', windowMs + 1)).toBe(1)
})

test('sign-in limit: a success: the failures of the name are forgotten, other counts keep', () => {
  const limiter = new SignInLimiter()
  failTimes(limiter, failuresPerName - 1, () => ['here', 'ada'])
  const attempt = limiter.begin('here', 'ada', 0)
  if ('retryAfterS' in attempt) throw new Error('the last attempt is looked at')
  attempt.succeeded()
  attempt.over()
  failTimes(limiter, failuresPerName, () => ['here', 'ada'])
  const failed = 2 * failuresPerName - 1
  failTimes(limiter, failuresPerAddress - failed, at => ['here', `name-${at}`])
  expect(fail(limiter, 'here', 'kim')).toBeGreaterThan(0)
})

test('sign-in limit: attempts at the same time: none slips past the count', () => {
  const limiter = new SignInLimiter()
  const attempts = Array.from({ length: checksUnderWay }, (_, at) =>
    limiter.begin(`address-${at}`, `name-${at}`, 0),
  )
  expect(limiter.begin('another', 'another', 0)).toEqual({ retryAfterS: 1 })
  const [first] = attempts
  if (!first || 'retryAfterS' in first) throw new Error('the first attempt is looked at')
  first.over()
  first.over()
  expect(fail(limiter, 'another', 'another')).toBe(0)
})

test('sign-in limit: a wall clock that is set back: nobody waits for the old time', () => {
  const limiter = new SignInLimiter()
  for (let at = 0; at < failuresPerName; at++) fail(limiter, 'here', 'ada', 10 * windowMs)
  expect(fail(limiter, 'here', 'ada', 0)).toBe(0)
})
