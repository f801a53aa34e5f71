import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Zero warnings. Rules that are off are off for a reason that stands beside them. */
export default defineConfig(
  globalIgnores(['dist/', 'data/', 'server/pages/early-save.js', 'eslint.config.js']),
  tseslint.configs.recommendedTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
        { selector: 'TSEnumDeclaration', message: 'Use a union of strings.' },
      ],
      // Numbers and identifiers are put into messages as they are.
      '@typescript-eslint/restrict-template-expressions': 'off',
      // Lit's event handlers and Fastify's handlers are asynchronous by design; both frameworks await or report them.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      // Unbound methods are how Lit takes handlers; it binds them itself.
      '@typescript-eslint/unbound-method': 'off',
      // A cast says that it is there; an exclamation mark hides it.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // `!row || row.ended` says what it means; `row?.ended !== null` does not.
      '@typescript-eslint/prefer-optional-chain': 'off',
      // An async function without await still promises what its type says.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['client/**/*.ts'],
    extends: [lit.configs['flat/recommended'], wc.configs['flat/recommended'], litA11y.configs.recommended],
    rules: {
      // Components are registered by decorator beside their class.
      'wc/file-name-matches-element': 'off',
    },
  },
  {
    // Tools read their settings from default exports.
    files: ['*.config.ts', 'tests/**/templates.ts', 'tests/**/shared-browser.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
