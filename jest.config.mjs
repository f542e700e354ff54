/** One project a package; TypeScript is transformed, not bundled, and packages resolve to their sources. */
const project = (displayName, roots, extra = {}) => ({
  displayName,
  rootDir: import.meta.dirname,
  roots: roots.map((root) => `<rootDir>/${root}`),
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } },
    ],
  },
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  ...extra,
});

export default {
  testTimeout: 30_000,
  projects: [
    project('shared', ['shared/src']),
    project('dispatch-engine', ['dispatch-engine/src', 'dispatch-engine/bench']),
    project('scripts', ['scripts/src']),
    project('web', ['web/src']),
    project('server-unit', ['server/src']),
    project('server', ['server/test']),
    project('scripts-server', ['scripts/test']),
  ],
};
