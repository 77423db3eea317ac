import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'coverage/**', '.data/**'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    rules: {
      // A value of type any silently switches the type checker off for everything it touches.
      '@typescript-eslint/no-explicit-any': 'error',
      // An unused name is either dead code or a bug; a leading underscore says it is meant.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' }],
      // Types are erased: importing them as values keeps modules alive that nobody needs.
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      // An empty catch hides a fault; write a comment in the block that says why it is safe.
      'no-empty': ['error', { allowEmptyCatch: false }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    // Nest reads constructor parameter types at run time: a type-only import would erase them.
    files: ['apps/{platform,prober}/src/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    // Time, waiting and settings come in from outside so that rules can be replayed (kernel owns the clock).
    files: ['libs/**/*.ts'],
    ignores: ['libs/kernel/**', '**/*.spec.ts', '**/testing/**', '**/conformance/**'],
    rules: {
      'no-restricted-properties': ['error',
        { object: 'Date', property: 'now', message: 'take a Clock from #kernel' },
        { object: 'process', property: 'env', message: 'settings come through #kernel config' }],
      'no-restricted-globals': ['error', { name: 'setTimeout', message: 'use Clock.sleep or Clock.every from #kernel' }, { name: 'setInterval', message: 'use Clock.every from #kernel' }],
    },
  },
);
