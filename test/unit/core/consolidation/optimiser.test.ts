import { expect, test } from 'vitest'
import {
  learn,
  newForecast,
  optimise,
  optimiserDefaults,
  type OptimiserInput,
} from '../../../../core/consolidation/index.ts'

interface Vm {
  readonly on: number
  readonly asks: number
  readonly swing?: number
  readonly moveS?: number
}

/** Hosts of 1,000 MHz that draw 100 W at rest and 200 W when full. */
function input(hosts: number, vms: readonly Vm[], more: Partial<OptimiserInput> = {}) {
  const busy = Array.from({ length: hosts }, (_, host) => vms.some(vm => vm.on === host))
  const all = (value: number, length: number) => Array<number>(length).fill(value)
  return {
    capacity: all(1000, hosts),
    mostPerVm: all(1000, hosts),
    isOn: busy.map(Number),
    mayTake: all(1, hosts),
    mayEmpty: all(0, hosts),
    watts: (_host: number, load: number) => 100 + 100 * load,
    hostOf: vms.map(vm => vm.on),
    demand: vms.map(vm => vm.asks),
    level: vms.map(vm => vm.asks),
    variance: vms.map(vm => (vm.swing ?? 0) * (vm.swing ?? 0)),
    moveS: vms.map(vm => vm.moveS ?? 10),
    mayMove: all(1, vms.length),
    ...more,
  } satisfies OptimiserInput
}

const empties = { mayEmpty: [1, 1, 1] }

test('a host that is full but gives all that is asked: nothing moves', () => {
  const round = optimise(
    input(2, [
      { on: 0, asks: 600 },
      { on: 0, asks: 400 },
      { on: 1, asks: 1 },
    ]),
  )
  expect(round.moves).toEqual([])
})

test('too full: the VM leaves whose leaving is enough and whose migration hurts least', () => {
  const vms = [
    { on: 0, asks: 500 },
    { on: 0, asks: 300, moveS: 30 },
    { on: 0, asks: 350 },
    { on: 1, asks: 100 },
  ]
  // 150 too many: 300 for 30 s hurt more than 350 for 10 s.
  const { moves } = optimise(input(2, vms))
  expect(moves).toEqual([{ vm: 2, from: 0, to: 1, reason: 'relieve', roomAfter: 550 }])
})

test('too full and nobody else gives enough: a host is woken, the one that draws least', () => {
  const vms = [
    { on: 0, asks: 700 },
    { on: 0, asks: 400 },
    { on: 1, asks: 900 },
  ]
  const watts = (host: number, load: number) => (host === 2 ? 150 : 100) + 100 * load
  const { moves } = optimise(input(4, vms, { watts }))
  expect(moves.map(({ vm, to }) => [vm, to])).toEqual([[1, 3]])
})

test('emptying: all VMs fit under the bound: they go to where they fit most tightly', () => {
  const vms = [
    { on: 0, asks: 100 },
    { on: 1, asks: 800 },
    { on: 2, asks: 300 },
  ]
  const { moves } = optimise(input(3, vms, { mayEmpty: [1, 0, 0] }))
  expect(moves).toEqual([{ vm: 0, from: 0, to: 1, reason: 'empty', roomAfter: 100 }])
})

test('emptying: swings leave too little room: nothing moves, and the kept say what is missing', () => {
  // 500 + 500 fit, but not with 1.5 times the root of 100² + 100², 212.
  const vms = [
    { on: 0, asks: 500, swing: 100 },
    { on: 1, asks: 500, swing: 100 },
  ]
  const { moves, kept } = optimise(input(2, vms, { mayEmpty: [1, 1] }))
  expect(moves).toEqual([])
  expect(kept).toHaveLength(2)
  expect(kept[0]).toMatchObject({ host: 0, why: 'room', vm: 0, nearest: 1 })
  expect(kept[0]).toHaveProperty('missing', expect.closeTo(212.13, 2))
})

test('emptying: one VM fits nowhere: none of the host moves, and the caller hears the way back', () => {
  const vms = [
    { on: 0, asks: 300 },
    { on: 0, asks: 250 },
    { on: 1, asks: 600 },
  ]
  const heard: string[] = []
  const moved = (vm: number, from: number, to: number) => heard.push(`${vm} ${from} ${to}`)
  const { moves } = optimise(input(2, vms, { mayEmpty: [1, 0], moved }))
  expect(moves).toEqual([])
  expect(heard).toEqual(['0 0 1', '0 1 0'])
})

test('emptying: moves that cost more than the watts they save: the host is kept, with the loss', () => {
  const vms = [
    { on: 0, asks: 100, moveS: 50 },
    { on: 1, asks: 100, moveS: 50 },
  ]
  // 100 W for 40 s are 4,000 J, and 50 s at 100 J are 5,000 J.
  const settings = { ...optimiserDefaults, offS: 40 }
  const { moves, kept } = optimise(input(2, vms, { mayEmpty: [1, 1] }), settings)
  expect(moves).toEqual([])
  expect(kept).toContainEqual({ host: 0, why: 'price', lossJ: 1000 })
})

test('emptying: never onto a host at rest, nor off one that took a VM in this round', () => {
  const vms = [
    { on: 0, asks: 100 },
    { on: 1, asks: 200 },
  ]
  const { moves } = optimise(input(3, vms, empties))
  expect(moves).toHaveLength(1)
  expect(moves[0]!.to).toBeLessThan(2)
})

test('rules: a VM that may not move or may not run there stays', () => {
  const vms = [
    { on: 0, asks: 100 },
    { on: 1, asks: 200 },
  ]
  expect(optimise(input(2, vms, { mayEmpty: [1, 1], mayMove: [0, 0] })).moves).toEqual([])
  expect(optimise(input(2, vms, { mayEmpty: [1, 1], allows: () => false })).moves).toEqual([])
})

test('a second round on what the first one made: nothing moves', () => {
  const vms = [
    { on: 0, asks: 700 },
    { on: 0, asks: 400 },
    { on: 1, asks: 100 },
    { on: 2, asks: 150 },
  ]
  const first = optimise(input(3, vms, empties))
  expect(first.moves.length).toBeGreaterThan(0)
  const after = vms.map((vm, at) => {
    const moved = first.moves.find(move => move.vm === at)
    return moved ? { ...vm, on: moved.to } : vm
  })
  expect(optimise(input(3, after, empties)).moves).toEqual([])
})

test('forecast: equal readings: no swing left of the first guess but its part', () => {
  const forecast = newForecast(1)
  for (let at = 0; at < 30; at++) learn(forecast, 0, 200)
  expect(forecast.level[0]).toBe(200)
  // Half of 200, squared, and of that the product of 1/2, 2/3 … 29/30: a thirtieth.
  expect(forecast.variance[0]).toBeCloseTo(10000 / 30, 6)
})

test('forecast: the first two readings: their mean', () => {
  const forecast = newForecast(1)
  learn(forecast, 0, 100)
  learn(forecast, 0, 200)
  expect(forecast.level[0]).toBe(150)
  expect(forecast.variance[0]).toBe(0.5 * (2500 + 0.5 * 10000))
})
