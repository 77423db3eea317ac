/**
 * Heights of the test house. `npm test` runs all of them; `npm run test:unit` and friends run one.
 * ESM under --experimental-vm-modules; only `./x.js` -> `./x` is mapped, rooms resolve through package.json "imports".
 */
const shared = {
  transform: {
    '^.+\\.tsx?$': ['@swc/jest', {
      jsc: {
        target: 'es2023',
        parser: { syntax: 'typescript', tsx: true, decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
      },
      module: { type: 'es6' },
    }],
  },
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1', '\\.css$': '<rootDir>/test/support/empty.ts' },
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};
const node = { ...shared, testEnvironment: 'node', testEnvironmentOptions: { customExportConditions: ['fengsui-source', 'node', 'node-addons'] } };

export default {
  testTimeout: 30_000,
  projects: [
    { ...node, displayName: 'unit', testMatch: ['<rootDir>/libs/**/*.spec.ts', '<rootDir>/apps/!(web)/**/*.spec.ts', '<rootDir>/test/unit/**/*.spec.ts'] },
    { ...shared, displayName: 'web', testEnvironment: 'jsdom', testEnvironmentOptions: { customExportConditions: ['fengsui-source', 'browser', 'default'] }, testMatch: ['<rootDir>/apps/web/**/*.spec.ts', '<rootDir>/apps/web/**/*.spec.tsx'] },
    { ...node, displayName: 'integration', testMatch: ['<rootDir>/test/integration/**/*.spec.ts'] },
    { ...node, displayName: 'interop', testMatch: ['<rootDir>/test/interop/**/*.spec.ts'] },
    { ...node, displayName: 'e2e', testMatch: ['<rootDir>/test/e2e/**/*.spec.ts'] },
  ],
};
