/** The arrows of the house (docs/architecture.md): down only, no circles, features see only those to their left. */
const FEATURES = [
  'organizations',
  'identity',
  'catalog',
  'elders',
  'workers',
  'payments',
  'timebank',
  'canteens',
  'jobs',
  'tracking',
  'dispatch',
  'orders',
  'concerns',
  'notices',
  'reports',
];

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const onlyToTheLeft = FEATURES.map((feature, place) =>
  rule(
    `${feature}-imports-left`,
    'A feature imports only features to its left; the other direction is an event.',
    { path: `^server/src/features/${feature}/` },
    { path: `^server/src/features/(${[...FEATURES.slice(place + 1), 'none'].join('|')})/` },
  ),
);

const throughTheFront = FEATURES.map((feature) =>
  rule(
    `${feature}-through-index`,
    'Another feature is used through its index.ts.',
    { path: '^server/src/features/', pathNot: `^server/src/features/${feature}/` },
    { path: `^server/src/features/${feature}/`, pathNot: `^server/src/features/${feature}/index\\.ts$` },
  ),
);

const tests = '\\.test\\.ts$';

module.exports = {
  forbidden: [
    rule('no-circles', 'Nothing imports itself through others.', {}, { circular: true }),
    rule(
      'no-orphans-from-nowhere',
      'Every import can be resolved.',
      {},
      { couldNotResolve: true, pathNot: '^virtual:' },
    ),
    rule(
      'shared-is-a-leaf',
      'shared knows nobody.',
      { path: '^shared/' },
      { path: '^(dispatch-engine|server|web|scripts)/' },
    ),
    rule(
      'shared-has-no-io',
      'shared does no I/O.',
      { path: '^shared/src', pathNot: tests },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'engine-knows-shared-only',
      'The engine knows shared alone.',
      { path: '^dispatch-engine/' },
      { path: '^(server|web|scripts)/' },
    ),
    rule(
      'engine-is-pure',
      'No I/O in the engine.',
      { path: '^dispatch-engine/src', pathNot: tests },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'engine-does-not-know-its-bench',
      'The bench measures the engine.',
      { path: '^dispatch-engine/src' },
      { path: '^dispatch-engine/bench' },
    ),
    rule(
      'only-dispatch-asks-the-engine',
      'Only the dispatch feature asks the engine.',
      { path: '^server/src/', pathNot: '^server/src/features/dispatch/' },
      { path: '^dispatch-engine/' },
    ),
    rule(
      'web-knows-shared-only',
      'The web knows the server by its contracts.',
      { path: '^web/' },
      { path: '^(dispatch-engine|server|scripts)/' },
    ),
    rule(
      'nobody-imports-scripts',
      'Scripts stand outside.',
      { path: '^(shared|dispatch-engine|server|web)/' },
      { path: '^scripts/' },
    ),
    rule(
      'platform-knows-no-feature',
      'platform knows no feature.',
      { path: '^server/src/platform/' },
      { path: '^server/src/(features|adapters)/' },
    ),
    rule(
      'adapters-fill-ports',
      'An adapter knows the port it fills.',
      { path: '^server/src/adapters/' },
      { path: '^server/src/features/' },
    ),
    rule(
      'features-know-no-adapter',
      'A feature gets an adapter as an argument.',
      { path: '^server/src/features/' },
      { path: '^server/src/adapters/' },
    ),
    rule(
      'compose-is-the-top',
      'Only main joins what compose joined.',
      { path: '^server/src/', pathNot: '^server/src/(main|compose|index)\\.ts$' },
      { path: '^server/src/(compose|main)\\.ts$' },
    ),
    rule(
      'faces-do-not-meet',
      'A face imports no other face.',
      { path: '^web/src/faces/([^/]+)/' },
      { path: '^web/src/faces/', pathNot: '^web/src/faces/$1/' },
    ),
    ...onlyToTheLeft,
    ...throughTheFront,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['source', 'import', 'node', 'default'] },
    tsConfig: { fileName: 'tsconfig.tests.json' },
  },
};
