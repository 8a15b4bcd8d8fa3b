import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { effectScope } from 'vue'
import { useCountdown } from '../../../../renderer/modules/account/use-countdown.ts'
import { useElapsed } from '../../../../renderer/modules/account/use-elapsed.ts'

describe('countdown', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  test('countdown: started with some seconds: counts whole ones down to none', () => {
    const scope = effectScope()
    const { secondsLeft, start } = scope.run(useCountdown)!
    expect(secondsLeft.value).toBe(0)
    start(3)
    expect(secondsLeft.value).toBe(3)
    vi.advanceTimersByTime(1200)
    expect(secondsLeft.value).toBe(2)
    vi.advanceTimersByTime(2000)
    expect(secondsLeft.value).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
    scope.stop()
  })

  test('countdown: cleared, or its scope ends: nothing counts on', () => {
    const scope = effectScope()
    const { secondsLeft, start, clear } = scope.run(useCountdown)!
    start(60)
    clear()
    expect(secondsLeft.value).toBe(0)
    start(60)
    scope.stop()
    expect(vi.getTimerCount()).toBe(0)
  })

  test('elapsed: counts from each start anew', () => {
    const scope = effectScope()
    const { seconds, start, stop } = scope.run(useElapsed)!
    start()
    vi.advanceTimersByTime(2600)
    expect(seconds.value).toBe(2)
    start()
    expect(seconds.value).toBe(0)
    stop()
    expect(vi.getTimerCount()).toBe(0)
    scope.stop()
  })
})
