export { beginSchedule, endSchedule, keepSnapshots, scheduleEvents } from './schedules.ts'
