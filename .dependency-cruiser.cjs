/** Who may import whom. `may` is the architecture; everything else is forbidden. A folder that the table does not name fails. */
const events = 'libs/lifecycle/.*[.](events|upcasters)';
/** What rules are written in: dates, money, `unreachable`; no rule itself. */
const values = 'libs/lifecycle/(calendar-date|decider|money|upcast)[.]';
/** Where an event leads, and what it gives a deadline: a read model says it as the rules do. */
const derived = 'libs/lifecycle/(project/project-stage[.]|obligation/|calendar/)';
/** Which findings a change takes the ground from: a record marks them as the rules do. */
const dependence = 'libs/lifecycle/project/dependence[.]';
const may = {
  'libs/reference': [],
  'libs/contracts': [],
  'libs/config': ['libs/event-log/kurrentdb/address[.]'],
  'libs/lifecycle': ['libs/reference'],
  'libs/event-log': [],
  'libs/attachments': [],
  'libs/commands': ['libs/(lifecycle|event-log|reference)'],
  'libs/read-models': ['libs/(event-log|contracts|reference)', events, values, dependence, derived],
  'libs/recovery': ['libs/(event-log|attachments|commands|read-models|reference)', 'libs/config/make-folder[.]', events, values],
  'libs/reminders': ['libs/(event-log|commands|read-models|reference|contracts|lifecycle)', 'libs/recovery/quiet[.]'],
  'libs/jobs': ['libs/(event-log|read-models|contracts)', 'libs/commands/clock[.]', 'libs/reminders/redis/'],
  'libs/access': ['libs/(event-log|commands|reference|contracts)', events, values],
  'libs/telemetry': ['libs/(event-log|commands|jobs|recovery|reminders)', 'libs/lifecycle/refusal[.]'],
  'libs/reports': ['libs/(read-models|contracts|reference)', values],
  'libs/testkit': ['libs/(lifecycle|event-log|reference)'],
  'apps/api': ['libs/(?!testkit)'],
  'apps/worker': ['libs/(?!testkit)'],
  'apps/cli': ['libs/(?!testkit)'],
  'apps/web': ['libs/contracts'],
};

/** Tests may reach further than what they test: a proof of read models may decide and append. */
const tests = '[.-](spec|contract|conformance|fixture)[.]tsx?$';
const named = Object.keys(may).map((folder) => `^${folder}/`);

module.exports = {
  forbidden: [
    ...Object.entries(may).map(([from, to]) => ({
      name: `${from} imports only ${to.join(', ') || 'itself'}`,
      severity: 'error',
      from: { path: `^${from}/`, pathNot: tests },
      to: { path: '^(apps|libs|test|tools)/', pathNot: [`^${from}/`, ...to.map((path) => `^${path}`)] },
    })),
    {
      name: 'every folder is in the table',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: named },
      to: {},
    },
    {
      name: 'and nothing imports from a folder that is not',
      severity: 'error',
      from: {},
      to: { path: '^(apps|libs)/', pathNot: named },
    },
    {
      name: 'rules are pure',
      severity: 'error',
      comment: 'decide, evolve and the dated rules see no framework, disk, clock or network, not even by type',
      from: { path: '^libs/(lifecycle|reference|contracts)/', pathNot: tests },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown', 'core'] },
    },
    {
      name: 'libs know no web framework',
      severity: 'error',
      comment: '@nestjs/cqrs and @nestjs/common are for the thin handlers of libs/commands; HTTP stays in the apps',
      from: { path: '^libs/', pathNot: tests },
      to: { path: 'node_modules/(fastify|@fastify|@nestjs/(platform-fastify|swagger|core))/' },
    },
    {
      name: 'only config and the edges validate by decorators',
      severity: 'error',
      from: { path: '^libs/', pathNot: ['^libs/config/', tests] },
      to: { path: 'node_modules/(class-validator|class-transformer)/' },
    },
    {
      name: 'read models do not import each other',
      severity: 'error',
      from: { path: '^libs/read-models/([^/]+)/', pathNot: tests },
      to: { path: '^libs/read-models/[^/]+/.*[.]apply[.]', pathNot: '^libs/read-models/$1/' },
    },
    {
      name: 'the rules of one kind of stream stand alone',
      severity: 'error',
      from: { path: '^libs/lifecycle/([^/]+)/', pathNot: tests },
      to: { path: '^libs/lifecycle/[^/]+/.*[.](decider|acts|state)[.]', pathNot: '^libs/lifecycle/$1/' },
    },
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'everything resolves', severity: 'error', from: {}, to: { couldNotResolve: true, path: '^[#.]' } },
    {
      name: 'tests are not shipped',
      severity: 'error',
      from: { pathNot: [tests, '^libs/testkit/', '^test/'] },
      to: { path: [tests, '^libs/testkit/', '^test/'] },
    },
    {
      name: 'no orphans',
      severity: 'error',
      from: { orphan: true, path: '^(apps|libs)/', pathNot: [tests, '(main|tokens|vite[.]config|[.]d)[.]ts$', '-thread[.]ts$'] },
      to: {},
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['source', 'import', 'node', 'default', 'types'] },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|var|test/load/peers)/' },
  },
};
