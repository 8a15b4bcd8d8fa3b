export * from './boot.ts'
export { forecastPower } from './forecast.ts'
export * from './guest-screen.ts'
export * from './power.ts'
