import { describe, expect, test } from 'vitest'
import { pathInArguments, pathOfDeepLink } from '../../../electron/deep-link.ts'
import { LinkInbox } from '../../../electron/link-inbox.ts'

describe('deep link', () => {
  test('a link to a VM: its page', () => {
    expect(pathOfDeepLink('hostward://vm/vm-12')).toBe('/vms/vm-12')
    expect(pathOfDeepLink('hostward://vm/vm-12/')).toBe('/vms/vm-12')
  })

  test.each([
    'hostward://vm/host-12',
    'hostward://vm/vm-0',
    'hostward://vm/vm-1/../../admin',
    'hostward://vm/vm-1?x=1',
    'hostward://host/host-1',
    'hostward://vm/',
    'hostward:vm/vm-1',
    'https://vm/vm-1',
    '--data=hostward://vm/vm-1',
    '',
  ])('anything else (%s): no page', text => {
    expect(pathOfDeepLink(text)).toBeUndefined()
  })

  test('a command line: the first link on it', () => {
    const argv = ['electron', '.', '--no-sandbox', 'hostward://vm/vm-3', 'hostward://vm/vm-4']
    expect(pathInArguments(argv)).toBe('/vms/vm-3')
    expect(pathInArguments(['electron', '.'])).toBeUndefined()
  })
})

describe('link inbox', () => {
  test('a link before anybody listens: kept until it is taken, once', () => {
    const inbox = new LinkInbox()
    inbox.receive(['hostward://vm/vm-1'])
    inbox.receive(['no link'])
    expect([inbox.takeFirst(), inbox.takeFirst()]).toEqual(['/vms/vm-1', undefined])
  })

  test('a link while somebody listens: handed on', () => {
    const inbox = new LinkInbox()
    const heard: string[] = []
    inbox.listen(path => heard.push(path))
    inbox.receive(['hostward://vm/vm-2'])
    expect(heard).toEqual(['/vms/vm-2'])
    expect(inbox.takeFirst()).toBeUndefined()
  })
})
