// Imports point one way: config <- common <- database <- domain modules <- dialects, console <- src/*.ts and openapi/.
// Any folder of src/ that is not named here is a domain module.
const DOMAIN = '^src/(?!(?:config|common|database|dialects|console|openapi)/)[^/]+/';
const SPEC = '[.]spec[.]ts$';

const only = (allowed) => `^src/(?!(?:${allowed.join('|')})/)`;
const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    never(
      'config-stands-alone',
      'Settings know nothing of what they are for.',
      { path: '^src/config/' },
      { path: only(['config']) },
    ),
    never(
      'common-has-no-domain-words',
      'What all modules share may know none of them, nor the database.',
      { path: '^src/common/' },
      { path: only(['config', 'common']) },
    ),
    never(
      'database-knows-entities-only',
      'The data source lists all entities; everything else in src/database is below the domain.',
      { path: '^src/database/', pathNot: '^src/database/(data-source[.]ts|migrations/)' },
      { path: only(['config', 'common', 'database']) },
    ),
    never(
      'data-source-takes-entities',
      'Of a module, the data source needs the entities and nothing more.',
      { path: '^src/database/(data-source[.]ts|migrations/)' },
      { path: only(['config', 'common', 'database']), pathNot: '[.]entity[.]ts$' },
    ),
    never(
      'domain-knows-no-door',
      'A domain module is called by dialects and pages and never calls them.',
      { path: DOMAIN },
      { path: '^src/(dialects|console|openapi)/' },
    ),
    never(
      'nothing-below-imports-the-root',
      'The files at the top of src/ put the parts together; a part that needs one needs a provider instead.',
      { path: '^src/[^/]+/', pathNot: `^src/openapi/|${SPEC}` },
      { path: '^src/[^/]+[.]ts$' },
    ),
    never(
      'doors-go-through-services',
      'A dialect or a page never touches the database: a missing query is a missing method of a service.',
      { path: '^src/(dialects|console)/', pathNot: SPEC },
      { path: '(^|/)node_modules/(@nestjs/)?typeorm/|^src/database/|[.]repository[.]ts$' },
    ),
    never(
      'dialects-are-strangers',
      'Dialects share the core, not each other.',
      { path: '^src/dialects/([^/]+)/' },
      { path: '^src/(console/|dialects/(?!$1/)[^/]+/)' },
    ),
    never(
      'console-is-no-dialect',
      'The console calls services, not the APIs of others.',
      { path: '^src/console/' },
      { path: '^src/dialects/' },
    ),
    never(
      'controllers-are-private',
      'A module offers others its services and entities, never its controllers.',
      { path: '^src/([^/]+)/' },
      { path: '^src/(?!$1/)[^/]+/.*[.]controller[.]ts$' },
    ),
    never(
      'no-circles',
      'Two files that need each other are one, or need a third. Types alone may go round.',
      { path: '^src/' },
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    never(
      'nothing-unused',
      'Neither the server nor the documents come past this file: a migration to list, a module to add, or a file to delete. (The helper for migrations that build an index may wait for the next one.)',
      { path: '^src/(main|openapi|reset-password)[.]ts$' },
      {
        path: '^src/',
        pathNot: `^src/(main|openapi|reset-password)[.]ts$|^src/database/concurrent-index[.]ts$|${SPEC}`,
        reachable: false,
      },
    ),
    never(
      'only-what-is-installed',
      'The running server has the dependencies of package.json and nothing else.',
      { path: '^src/', pathNot: SPEC },
      {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'],
        dependencyTypesNot: ['type-only'],
      },
    ),
    never(
      'server-apart-from-sdk-and-tests',
      'The server is built without its tests and its SDK.',
      { path: '^src/', pathNot: SPEC },
      { path: '^(test|sdk)/' },
    ),
    never('no-dead-ends', 'The file that is imported does not exist.', {}, { couldNotResolve: true }),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
