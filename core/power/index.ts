export { powerEvents, watchPower } from './automatic.ts'
export { decidePower } from './decide.ts'
export { nodesByPower, powerOptimizationOf } from './settings.ts'
