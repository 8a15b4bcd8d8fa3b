import vue from 'eslint-plugin-vue'
import a11y from 'eslint-plugin-vuejs-accessibility'
import tseslint from 'typescript-eslint'

/** The core takes time, chance and storage as arguments. */
const impure = [
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'performance',
  'console',
  'crypto',
].map(name => ({ name, message: 'The core takes time, chance and storage as arguments.' }))

/** These differ in the last bit between engine versions, or read the wall clock or chance. */
const impureMembers = [
  ...['random', 'pow', 'exp', 'log', 'log2', 'log10', 'sin', 'cos', 'tan', 'hypot', 'cbrt'].map(
    property => ({ object: 'Math', property }),
  ),
  { object: 'Date', property: 'now' },
]

export default tseslint.config(
  {
    ignores: ['dist/', 'release/', '.cache/', 'node_modules/', 'test-output/', '**/*.cjs'],
  },
  ...tseslint.configs.recommended,
  ...vue.configs['flat/recommended'],
  ...a11y.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
  },
  {
    rules: {
      'max-depth': ['error', 4],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
      'no-console': 'off',
      'no-undef': 'off',
      'no-restricted-syntax': ['error', 'TSEnumDeclaration', 'ForInStatement'],
      'object-shorthand': 'error',
      'prefer-const': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-this-alias': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'vue/html-self-closing': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
      'vue/attributes-order': 'off',
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
    },
  },
  {
    files: ['core/**/*.ts', 'shared/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...impure],
      'no-restricted-properties': ['error', ...impureMembers],
      'no-restricted-syntax': [
        'error',
        'TSEnumDeclaration',
        'ForInStatement',
        "BinaryExpression[operator='**']",
        "NewExpression[callee.name='Date'][arguments.length=0]",
        "CallExpression[callee.property.name='localeCompare']",
      ],
    },
  },
  {
    files: ['test/**/*.ts', 'build/**'],
    rules: {
      'max-lines-per-function': 'off',
      'max-depth': 'off',
      'vue/one-component-per-file': 'off',
      'vue/require-prop-types': 'off',
    },
  },
)
