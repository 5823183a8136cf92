import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

// ESLint and its plugins are in tools/, the rules here, where editors look for them.
const tseslint = createRequire(new URL('tools/package.json', import.meta.url))('typescript-eslint');

const SETTINGS = 'Settings are read once, in src/core/platform/config: inject Settings.';
const REFUSALS = 'The domain throws a DomainError; the error filter determines the HTTP status.';

const NO_ENVIRONMENT = { regex: '^(node:)?process$', importNames: ['env'], message: SETTINGS };
const NO_EXCEPTIONS = { regex: '^@nestjs/', importNamePattern: 'Exception$', message: REFUSALS };
const NO_INTERNALS = {
  regex: '^(@nestjs/[^/]+|class-transformer|class-validator)/',
  message: 'Not part of the public API of the package.',
};

// The faces of platform have them, among names that every file may import.
const NO_QUERIES = {
  regex: '/core/platform(/internal)?$',
  importNames: ['index', 'internal'].flatMap((face) =>
    namesFrom(new URL(`src/core/platform/${face}.ts`, import.meta.url), './database/'),
  ),
  message: 'Controllers, DTOs and pages never access the database: a missing query is a missing method of a service.',
};

/** Names that a file exports from those below a folder. */
function namesFrom(file, folder) {
  const exported = readFileSync(file, 'utf8').matchAll(/^export (?:type )?\{([^}]*)\} from '([^']*)';$/gm);
  return Array.from(exported)
    .filter(([, , path]) => path.startsWith(folder))
    .flatMap(([, names]) => Array.from(names.matchAll(/(?:type )?(\w+)/g), ([, name]) => name));
}

const NO_SLEEP = [
  `MemberExpression[object.name='process'][property.name='hrtime']`,
  `CallExpression[callee.name='setTimeout']`,
  `ImportDeclaration[source.value=/timers.promises$/] > ImportSpecifier[imported.name='setTimeout']`,
  `BinaryExpression[operator=/^[<>]=?$/] CallExpression[callee.object.name='Date'][callee.property.name='now']`,
  `BinaryExpression[operator='-'][right.type='Identifier'] > CallExpression[callee.object.name='Date'][callee.property.name='now']`,
].map(noWallTime);
const NO_WALL_TIME = [
  ...NO_SLEEP,
  noWallTime(`CallExpression[callee.object.name='performance'][callee.property.name='now']`),
  noWallTime(`Property[key.name='limitMs']`),
];

function noWallTime(selector) {
  const message =
    'No wall time decides a test: count events or statements, await what happens, or inject the limit or clock.';
  return { selector, message };
}

const RANDOM = 'Random cases are `cases(n)` of test/testkit/sample.ts: by the seed of the run, and more in a deep one.';
const RANDOM_CASES = [
  { selector: 'Property[key.name="numRuns"]', message: RANDOM },
  {
    selector: 'CallExpression[callee.object.name="fc"][callee.property.name="assert"][arguments.length=1]',
    message: RANDOM,
  },
];

const FORM_WITHOUT_ID = {
  selector: 'JSXOpeningElement[name.name="form"]:not(:has(JSXAttribute[name.name="method"][value.value="get"]))',
  message: 'A form that makes a change is a `PostForm`, which lets it be sent twice without harm.',
};

const keyward = {
  rules: {
    'no-literal-spread': refusing('The properties belong to the outer object.', [
      'ObjectExpression > SpreadElement > ObjectExpression',
    ]),
    'no-awaited-condition': refusing('A condition of a call is an `if` statement, or stands before `await`.', [
      'ExpressionStatement > AwaitExpression > ConditionalExpression',
      `ExpressionStatement > AwaitExpression > LogicalExpression[operator!='??']`,
      `AwaitExpression > ConditionalExpression > Identifier[name='undefined']`,
    ]),
    'no-comment-fragment': { create: refuseFragments },
  },
};

function refuseFragments(context) {
  const message = 'A comment is a sentence or names a thing: it does not begin with What, Who, How, Of or As.';
  return {
    Program: () =>
      context.sourceCode
        .getAllComments()
        .filter(({ value }) => /^[*\s]*(What|Who|Whose|How|Of|As)\b/.test(value))
        .forEach(({ loc }) => context.report({ loc, message })),
  };
}

function refusing(message, selectors) {
  return {
    create: (context) =>
      Object.fromEntries(selectors.map((selector) => [selector, (node) => context.report({ node, message })])),
  };
}

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'types/',
      'examples/plugin/',
      'coverage/',
      '.data/',
      'sdk/dist/',
      'sdk/src/generated/',
      'bench/dist/',
      // Made by `npm run docs`.
      'site/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    plugins: { keyward },
    rules: { 'keyward/no-literal-spread': 'error', 'keyward/no-awaited-condition': 'error' },
  },

  {
    files: ['**/*.{js,cjs,mjs}', '**/*.config.ts'],
    extends: [tseslint.configs.recommended],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },

  {
    files: ['{src,test,sdk,bench}/**/*.{ts,tsx}'],
    ignores: ['**/*.config.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { project: ['tsconfig.test.json', 'sdk/tsconfig*.json'], tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',

      // Modules are empty classes under a decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // DTOs have no behavior: any object of the right shape is one, and may be spread.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      // Decorator metadata contains only explicit types.
      '@typescript-eslint/no-inferrable-types': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // They are declared piece by piece, beside the lists that they are made of.
      '@typescript-eslint/no-empty-object-type': [
        'error',
        { allowWithName: '^(EventCatalogue|MailKindCatalogue|ModuleErrors)$' },
      ],
      // An empty string counts as missing in many places.
      '@typescript-eslint/prefer-nullish-coalescing': [
        'error',
        { ignorePrimitives: { string: true }, ignoreMixedLogicalExpressions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },

  {
    files: ['src/**/*.{ts,tsx}'],
    rules: {
      'no-console': 'error',
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: SETTINGS }],
      'no-restricted-imports': ['error', { patterns: [NO_ENVIRONMENT, NO_EXCEPTIONS, NO_INTERNALS] }],
      'no-restricted-syntax': ['error', FORM_WITHOUT_ID],
      'keyward/no-comment-fragment': 'error',
    },
  },
  {
    files: [
      'src/{apis,plugins}/**/*.controller.ts',
      'src/{apis,plugins}/**/dto/**/*.ts',
      'src/apis/{*/http,kit}/**/*.ts',
      'src/{pages,plugins/console,plugins/*/console}/**/*.{ts,tsx}',
    ],
    ignores: ['src/plugins/**/console/**/*.service.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [NO_ENVIRONMENT, NO_EXCEPTIONS, NO_INTERNALS, NO_QUERIES] }],
    },
  },
  { files: ['src/pages/components/post-form.tsx'], rules: { 'no-restricted-syntax': 'off' } },
  // It makes classes with the static method that the plugin of @nestjs/swagger would write.
  { files: ['src/core/common/fields/fields-of.ts'], rules: { '@typescript-eslint/no-extraneous-class': 'off' } },
  {
    files: [
      'src/core/platform/config/**/*.ts',
      'src/app.ts',
      'src/testkit/**/*.ts',
      'src/core/common/declarations/{plugin-folders,used-plugins}.ts',
      'src/main.ts',
      'src/serve-tests.ts',
      'src/core/start/check-plugins.ts',
      'src/plugins/cli/main.ts',
      'src/plugins/cli/missing-plugins.ts',
      'src/plugins/relay/relay-mode.ts',
      'src/plugins/cli/kit/environment.ts',
      'src/plugins/cli/commands/serve.command.ts',
    ],
    rules: {
      'no-restricted-properties': 'off',
      'no-restricted-imports': ['error', { patterns: [NO_EXCEPTIONS, NO_INTERNALS] }],
    },
  },
  {
    // HTTP code that runs before any domain code.
    files: ['src/core/common/**/*.ts', 'src/core/identity/**/*.ts', 'src/core/start/configure-app.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [NO_ENVIRONMENT, NO_INTERNALS] }] },
  },

  {
    // Tests read bodies of responses, which have no declared type on the wire, and replace functions with simpler ones.
    files: ['test/**/*.ts', '**/*.spec.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unbound-method': 'off',
      'no-restricted-syntax': ['error', ...RANDOM_CASES],
    },
  },
  {
    files: ['**/*.spec.ts'],
    ignores: ['test/testkit/test-server.spec.ts', 'test/processes/relay-schedule.spec.ts'],
    rules: { 'no-restricted-syntax': ['error', ...NO_WALL_TIME, ...RANDOM_CASES] },
  },
  {
    // They start processes, some of which give no event, and report how long a failover takes.
    files: ['test/{processes,debian}/**/*.spec.ts'],
    // Its schedule is of real time, in deep runs alone.
    ignores: ['test/processes/relay-schedule.spec.ts'],
    rules: { 'no-restricted-syntax': ['error', ...NO_SLEEP, ...RANDOM_CASES] },
  },
  { files: ['test/testkit/sample.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
