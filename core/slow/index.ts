export { slowSubjectOf, type SlowSubject } from './subject.ts'
export { whySlow } from './why.ts'
