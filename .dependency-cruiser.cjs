const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { folderOf, ROOMS } = require('./scripts/rooms.cjs');

const SPEC = '[.]spec[.]ts$';

/** By the name of a plug-in, those that it names in `needs`. */
const NEEDS = Object.fromEntries(
  readdirSync(join(__dirname, 'src'), { recursive: true })
    .filter((file) => /[.]plugin[.]ts$/.test(file))
    .map((file) => {
      const [, name] = /([a-z0-9-]+)[.]plugin[.]ts$/.exec(file);
      const [, list = ''] = /needs: \[([^\]]*)\]/.exec(readFileSync(join(__dirname, 'src', file), 'utf8')) ?? [];
      return [name, Array.from(list.matchAll(/'([^']+)'/g), ([, need]) => need)];
    }),
);

const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** One rule for each room: it imports itself and the rooms listed before it. */
const downward = ROOMS.flatMap((line, level) =>
  line
    .filter((room) => !['apis', 'plugins'].includes(room))
    .map((room) =>
      never(
        `${room}-imports-downward`,
        'Imports point one way: common ← i18n, platform ← identity ← customers, catalog ← licenses ← verification ← licensing ← events ← mail ← openapi ← fast-path ← start ← pages ← plug-ins.',
        { path: `^${folderOf(room)}/`, pathNot: SPEC },
        { path: '^src/', pathNot: `^(?:${[room, ...ROOMS.slice(0, level).flat()].map(folderOf).join('|')})/` },
      ),
    ),
);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...downward,
    never(
      'faces-only',
      'Plug-ins, APIs and pages import the core from src/core/<room>/index.ts, also types; declarations that are read while the core is loaded, from src/plugin.ts. Export a name there if others may use it, or from internal.ts beside it if one plug-in of this repository alone does. The command line starts without the server: it imports files, because a face would load its room.',
      { path: '^src/(plugins|apis|pages)/', pathNot: `^src/plugins/(cli|[^/]+/cli)/|${SPEC}` },
      { path: '^src/core/', pathNot: '^src/core/(?!migrations/)[^/]+/(index|internal)[.]ts$' },
    ),
    never(
      'package-names-no-plugin',
      'src/plugin.ts is what plug-ins import as keyward/plugin: it exports names of the core alone.',
      { path: '^src/plugin[.]ts$' },
      { path: '^src/', pathNot: '^src/core/' },
    ),
    never(
      'rooms-are-named',
      'A new room needs a place in scripts/rooms.cjs.',
      {},
      { path: '^src/[^/]+/', pathNot: `^(?:${ROOMS.flat().map(folderOf).join('|')})/` },
    ),
    never(
      'common-knows-no-database',
      'Code that all modules share does not use the database.',
      { path: '^src/core/common/' },
      { path: '(^|/)node_modules/((@nestjs/)?typeorm|pg|pg-[^/]+)/' },
    ),
    never(
      'only-services-query',
      'Controllers, DTOs and pages never access the database: a missing query is a missing method of a service.',
      {
        path: '^src/(?!core/common/)(.+[.]controller[.]ts$|.*/dto/|apis/[^/]+/http/|apis/kit/|pages/|plugins/console/|plugins/[^/]+/console/|core/openapi/)',
        pathNot: [
          '^src/plugins/console/.*[.](service|entity)[.]ts$',
          '^src/plugins/[^/]+/console/.*[.](service|entity)[.]ts$',
          SPEC,
        ],
      },
      { path: '(^|/)node_modules/((@nestjs/)?typeorm|pg|pg-[^/]+)/|^src/core/platform/database/' },
    ),
    never(
      'only-platform-uses-drivers',
      'Once the server has started, other rooms query through the unit of work.',
      { path: '^src/[^/]+/', pathNot: `^src/core/(platform|start)/|${SPEC}` },
      { path: '(^|/)node_modules/(pg|pg-[^/]+)/' },
    ),
    ...Object.entries(NEEDS).map(([name, needs]) =>
      never(
        `${name}-imports-what-it-needs`,
        'A plug-in imports no other one, except in its folder that has the name of the other one, or if it names it in `needs`.',
        { path: `^src/(?:apis|plugins)/${name}/([^/]+)` },
        { path: '^src/(?:apis|plugins)/', pathNot: `^src/(?:apis|plugins)/(?:${[name, ...needs].join('|')}|$1|kit)/` },
      ),
    ),
    never(
      'http-calls-app',
      'The services of a dialect do not depend on its controllers and DTOs.',
      { path: '^src/apis/([^/]+)/app/', pathNot: SPEC },
      { path: '^src/apis/$1/http/' },
    ),
    never(
      'controllers-are-private',
      'A module offers others its services and entities, never its controllers.',
      { path: '^src/((?:core/)?[^/]+/[^/]+)/' },
      { path: '^src/(?!$1/).*[.]controller[.]ts$' },
    ),
    never(
      'no-circles',
      'Two files that depend on each other are one file, or need a third. Type-only imports may be circular.',
      { path: '^src/' },
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    never(
      'only-what-is-installed',
      'At run time the server has only the dependencies of package.json.',
      { path: '^src/', pathNot: SPEC },
      {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'],
        dependencyTypesNot: ['type-only'],
      },
    ),
    never(
      'server-apart-from-sdk-and-tests',
      'The server is built without its tests and its SDK, with which only the command line calls it.',
      { path: '^src/(?!plugins/(?:cli|[^/]+/cli)/)', pathNot: SPEC },
      { path: '^(test|sdk)/' },
    ),
    never(
      'cli-apart-from-tests',
      'The command line is built without tests, and uses what the SDK exports.',
      { path: '^src/plugins/(?:cli|[^/]+/cli)/', pathNot: SPEC },
      { path: '^(test/|sdk/(?!src/index[.]ts$))' },
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
