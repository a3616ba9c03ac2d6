import tseslint from 'typescript-eslint';

/** The rules of a stream must give the same answer for ever: no clock, no chance, no environment (docs/how-to/develop.md). */
const impure = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'No clock here: the time comes in with the command.',
  },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'No clock here: the time comes in with the command.' },
  { selector: "CallExpression[callee.name='Date']", message: 'No clock here: the time comes in with the command.' },
  {
    selector: "MemberExpression[object.name='Temporal'][property.name='Now']",
    message: 'No clock here: the time comes in with the command.',
  },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'No chance here: ids come in with the command.' },
  { selector: "Identifier[name='randomUUID']", message: 'No chance here: ids derive from the command id.' },
];

const environment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Only libs/config reads the environment.',
};

const emptyCatch = {
  selector: 'CatchClause > BlockStatement[body.length=0]',
  message: 'An error is acted on or let pass, never swallowed.',
};

const unseenTests = ['only', 'skip', 'todo', 'failing'].map((property) => ({
  selector: `MemberExpression[object.name=/^(it|test|describe)$/][property.name='${property}']`,
  message: 'No focused, skipped or postponed test.',
}));
const prefixedTests = {
  selector: 'CallExpression[callee.name=/^(xit|xtest|xdescribe|fit|fdescribe)$/][arguments.0.type=/Literal$/]',
  message: 'No focused or skipped test.',
};

const everywhere = [emptyCatch, ...unseenTests, prefixedTests];
const TESTS = [
  '**/*.spec.ts',
  '**/*.spec.tsx',
  '**/*-spec.ts',
  '**/*.contract.ts',
  '**/*.conformance.ts',
  'test/**',
  'tools/**',
  'infra/**',
  'libs/testkit/**',
];

export default tseslint.config(
  { ignores: ['dist/', 'var/', 'coverage/', 'test/load/peers/', 'test/histories/', '**/*.cjs'] },
  ...tseslint.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', { max: 300 }],
      'max-params': ['error', 4],
      'prefer-const': 'error',
      eqeqeq: ['error', 'always'],
      'no-restricted-syntax': ['error', ...everywhere, environment],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
  {
    files: ['**/*.ts'],
    ignores: TESTS,
    rules: { 'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }] },
  },
  { files: ['libs/config/**', ...TESTS], rules: { 'no-restricted-syntax': ['error', ...everywhere] } },
  // Last: these folders keep every ban, in their tests too.
  {
    files: ['libs/lifecycle/**', 'libs/reference/**', 'libs/reminders/**'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, environment, ...impure] },
  },
  // Nest reads the parameter types of a decorated class at run time, so their imports must not be erased.
  { files: ['apps/api/**', 'apps/worker/**'], rules: { '@typescript-eslint/consistent-type-imports': 'off' } },
  { files: TESTS, rules: { 'max-lines': 'off' } },
);
