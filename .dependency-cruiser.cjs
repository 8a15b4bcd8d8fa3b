const layers = require('./build/checks/layers.json')

const names = Object.keys(layers)

/** What a layer may import of another: nothing, all of it, or its one public file. */
const rules = names.flatMap(from =>
  names
    .filter(to => to !== from && layers[from][to] !== true)
    .map(to => ({
      name: `${from}-not-to-${to}`,
      severity: 'error',
      from: { path: `^${from}/` },
      to: {
        path: `^${to}/`,
        ...(layers[from][to] ? { pathNot: `^${layers[from][to].replaceAll('.', '\\.')}$` } : {}),
      },
    })),
)

module.exports = {
  forbidden: [
    ...rules,
    {
      name: 'core-without-node',
      severity: 'error',
      from: { path: '^(shared|core)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'renderer-without-node',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'product-without-tests',
      severity: 'error',
      from: { path: '^(shared|core|host|electron|server|renderer)/' },
      to: { path: '^test/' },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(virtual:|electron$)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.cjs', '.js', '.vue', '.json', '.d.ts'],
    },
  },
}
