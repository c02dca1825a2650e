import js from '@eslint/js';
import globals from 'globals';

/** Names that would put markup, a rule of the domain or a hand-built address into JavaScript. */
const UNSAFE = ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'write', 'eval'].map((name) => ({
  selector: `MemberExpression[property.name='${name}']`,
  message: 'Text only into the DOM: use textContent or append.',
}));

/** Functions that the scripts of `extension/page/` define for each other. */
const PAGE = [
  'pagePlain',
  'pageTree',
  'pageStyles',
  'pagePlaces',
  'pageLooks',
  'pageLines',
  'pageWalk',
  'pageSelected',
  'pageBoxes',
  'pageNames',
  'pageHeads',
  'pageGrids',
  'pageRows',
  'pagePanes',
  'pageTable',
  'pageTouching',
  'pageBeneath',
  'pageInputs',
  'pageChosen',
  'pageLabels',
  'pagePointed',
  'pageEvidence',
];

export default [
  { ignores: ['extension/wasm/**', 'dist/**', 'target/**'] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
      'prefer-const': 'error',
      'no-var': 'error',
      'no-console': 'off',
    },
  },
  {
    files: ['extension/**/*.js'],
    languageOptions: { globals: { ...globals.browser, chrome: 'off' } },
    rules: {
      'no-restricted-syntax': [
        'error',
        ...UNSAFE,
        { selector: 'Literal[regex]', message: 'Rules of the domain belong into the core.' },
        { selector: "NewExpression[callee.name='RegExp']", message: 'Rules of the domain belong into the core.' },
      ],
    },
  },
  {
    // Scripts that run one after the other inside pages, and see each other's functions.
    files: ['extension/page/*.js'],
    languageOptions: { sourceType: 'script', globals: Object.fromEntries(PAGE.map((name) => [name, 'readonly'])) },
    rules: {
      'no-unused-vars': ['error', { varsIgnorePattern: '^(_|page)', argsIgnorePattern: '^_' }],
      'no-redeclare': ['error', { builtinGlobals: false }],
    },
  },
  { files: ['extension/shared/browser.js'], languageOptions: { globals: { chrome: 'readonly' } } },
  {
    files: ['tests/**/*.js', 'packaging/*.js'],
    languageOptions: {
      globals: { ...globals.node, ...globals.browser, chrome: 'readonly', browser: 'readonly', angular: 'readonly' },
    },
  },
];
