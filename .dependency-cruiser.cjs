const { ROOMS } = require('./scripts/rooms.cjs');

const SPEC = '[.]spec[.]ts$';

const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** One rule a room: it imports itself and what stands below it. */
const downward = ROOMS.flatMap((line, level) =>
  line.map((room) =>
    never(
      `${room}-imports-downward`,
      'Imports point down: common, platform, identity, customers and catalog, licensing, events and search, dialects and console.',
      { path: `^src/${room}/`, pathNot: SPEC },
      // The documents are composed of all modules.
      {
        path: `^src/(?!(?:${[room, ...ROOMS.slice(0, level).flat()].join('|')})/)${room === 'openapi' ? '(?!native-modules[.]ts$)' : ''}`,
      },
    ),
  ),
);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...downward,
    never(
      'rooms-are-named',
      'A new room needs a place in scripts/rooms.cjs.',
      {},
      { path: `^src/(?!(?:${ROOMS.flat().join('|')})/)[^/]+/` },
    ),
    never(
      'common-knows-no-database',
      'What all modules share knows no database.',
      { path: '^src/common/' },
      { path: '(^|/)node_modules/((@nestjs/)?typeorm|pg|pg-[^/]+)/' },
    ),
    never(
      'only-services-query',
      'Controllers, DTOs and pages never touch the database: a missing query is a missing method of a service.',
      {
        path: '^src/(?!common/)(.+[.]controller[.]ts$|.*/dto/|dialects/[^/]+/http/|dialects/kit/|console/|openapi/)',
        pathNot: SPEC,
      },
      { path: '(^|/)node_modules/((@nestjs/)?typeorm|pg|pg-[^/]+)/|^src/platform/database/' },
    ),
    never(
      'only-platform-uses-drivers',
      'Other rooms query through the unit of work.',
      { path: '^src/[^/]+/', pathNot: `^src/platform/|${SPEC}` },
      { path: '(^|/)node_modules/(pg|pg-[^/]+)/' },
    ),
    never(
      'dialects-are-apart',
      'Dialects share the core and the kit, not each other.',
      { path: '^src/dialects/([^/]+)/' },
      { path: '^src/dialects/(?!$1/|kit/)[^/]+/' },
    ),
    never(
      'http-calls-app',
      'The services of a dialect know nothing of its HTTP side.',
      { path: '^src/dialects/([^/]+)/app/', pathNot: SPEC },
      { path: '^src/dialects/$1/http/' },
    ),
    never(
      'controllers-are-private',
      'A module offers others its services and entities, never its controllers.',
      { path: '^src/([^/]+/[^/]+)/' },
      { path: '^src/(?!$1/).*[.]controller[.]ts$' },
    ),
    never(
      'no-circles',
      'Two files that need each other are one, or need a third. Types alone may go round.',
      { path: '^src/' },
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    never(
      'nothing-unused',
      'Neither the server nor the documents come past this file: a migration to list, a module to add, or a file to delete.',
      { path: '^src/(main|openapi|reset-password)[.]ts$' },
      {
        path: '^src/',
        pathNot: `^src/(main|openapi|reset-password)[.]ts$|${SPEC}`,
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
