import { simulationOf } from './test/bench/stress-fabric.ts'
for (const n of [260, 260, 260, 260, 8000]) {
const s = simulationOf(n)
s.advanceTo(s.world.nowMs + 300_000)
const b = performance.now()
for (let i = 0; i < 1000; i++) s.advanceTo(s.world.nowMs + 1000)
console.log(n, (performance.now() - b) / 1000)
}
