/**
 * Rights are a tree of actions per kind of object. The union of legal privileges is derived from
 * this data, so a mistyped privilege does not compile.
 */
export const actionTree = {
  vm: {
    read: true,
    start: true,
    stop: true,
    shutDown: true,
    pause: true,
    save: true,
    checkpoint: true,
    checkpointRestore: true,
    create: true,
    deploy: true,
    edit: true,
    assign: true,
    connect: true,
    migrate: true,
    store: true,
    clone: true,
    repair: true,
    delete: true,
    purge: true,
  },
  host: { read: true, edit: true, move: true, maintain: true, add: true, remove: true },
  cluster: { edit: true },
  hostgroup: { read: true, edit: true, move: true },
  network: { read: true, edit: true },
  storage: { read: true, edit: true },
  fault: { read: true, control: true },
  library: { read: true, edit: true },
  template: { read: true, edit: true },
  plan: { read: true, edit: true, run: true },
  pro: { read: true, implement: true, configure: true, author: true },
  placement: { rate: true, edit: true, configure: true },
  job: { read: true, cancel: true, restart: true },
  user: { read: true, edit: true },
  role: { read: true, edit: true, explain: true },
  scenario: { run: true },
  session: { read: true, end: true },
  audit: { read: true },
  counter: { read: true },
  collector: { read: true, run: true, edit: true },
  history: { configure: true },
  clock: { read: true, control: true },
  trace: { read: true, import: true, assign: true },
} as const

type Tree = typeof actionTree

/** A right such as `vm.start`. */
export type Privilege = {
  [Kind in keyof Tree]: `${Kind & string}.${keyof Tree[Kind] & string}`
}[keyof Tree]

/** Every privilege, in the order of the tree. */
export const privileges: readonly Privilege[] = Object.entries(actionTree).flatMap(
  ([kind, actions]) => Object.keys(actions).map(action => `${kind}.${action}` as Privilege),
)
