// Holds what imports do not show, so that the dependency rules cannot: a room's SQL names no table of a room above or beside
// it, and rooms below the dialects do not name a dialect. Fails, too, where an exception below is no longer needed.
// The argument is another folder to check instead of this project.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { partsOf, ROOMS } from './rooms.cjs';

/** Files that query tables of other modules in their own room, with the reason. */
const TABLES_OF_SIBLINGS = {
  'src/core/catalog/policies/policies.service.ts': {
    names: ['products'],
    because: "a product's own policy is out of reach of other products' keys",
  },
  'src/core/catalog/products/delete-products.service.ts': {
    names: ['product_versions'],
    because: 'a product is deleted and archived with its versions',
  },
  'src/core/events/attention/attention-counts.service.ts': {
    names: ['webhook_endpoints'],
    because: 'each page of the console reads all counts in one statement',
  },
  'src/core/licenses/grants/resolve-statements.ts': {
    names: ['licenses'],
    because: 'what a license holds is kept on its row, and computed from grants for many licenses in one statement',
  },
  'src/core/licenses/group-limits/group-limits.service.ts': {
    names: ['licenses', 'license_users'],
    because: 'seats and users are counted over all licenses of a group, each in one statement',
  },
  'src/core/licenses/licenses/key-lookups.service.ts': {
    names: ['activations'],
    because: 'a key that has ended is found for known devices only, by the statement that finds other former keys',
  },
  'src/core/licensing/licenses/license-relations.ts': {
    names: ['scheduled_changes'],
    because: 'a license is read with its pending changes in one statement',
  },
  'src/core/licensing/licenses/use-filter.ts': {
    names: ['license_activity', 'license_meter_use', 'anomalies'],
    because: 'licenses are filtered by their use in the statement of the list',
  },
  'src/core/licensing/licenses/read-by-seen.ts': {
    names: ['license_activity'],
    because: 'licenses are ordered by the day of their use in the statement of the list',
  },
  'src/core/licensing/licenses/license-report.service.ts': {
    names: ['license_activity'],
    because: 'the figures of a report are of the licenses of its list',
  },
};

/** Files below the dialects that name one, with the reason. */
const DIALECT_NAMES = {
  'src/core/openapi/error-reference.ts': {
    names: ['licensebox'],
    because: 'the page of all error codes tells how one API differs',
  },
  'src/core/openapi/native-parameters.ts': {
    names: ['v2'],
    because: 'an API is the parameter of an operation',
  },
  'src/core/common/openapi/sample-ids.ts': {
    names: ['v2'],
    because: 'a product of the sample data has this name',
  },
  'src/core/verification/assessment/blacklist.settings.ts': {
    names: ['license manager', 'lm_'],
    because: 'the settings have aliases',
  },
};

const DIALECT_WORDS = [
  /progran3|smbeauty|licensebox/gi,
  /license[- ]?manager/gi,
  /\blm_/gi,
  /\bv2\b/gi,
  // Neither the extension of license files nor a prefix of keys.
  /(?<![.])\blic\b(?!-)/gi,
  /\blb-|\bx-(?:api-(?:url|ip)|url|signature|timestamp)\b/gi,
];

const NAME = String.raw`(?:ONLY\s+|IF\s+(?:NOT\s+)?EXISTS\s+)*(?:"?public"?\.)?"?[a-z_][a-z0-9_]*"?`;
const SQL_TABLES = new RegExp(
  String.raw`\b(?:FROM|JOIN|INTO|UPDATE|TABLE|USING|LIKE)\s+(${NAME}(?:(?:\s+(?:AS\s+)?[a-z_]\w*)?\s*,\s*${NAME})*)`,
  'g',
);
/** TypeORM takes a table's name, too, where it takes an entity. */
const QUERY_BUILDER_TABLES =
  /\b(?:\w*[jJ]oin\w*|from|into|update|delete|insert|remove|query|createQueryBuilder|getRepository)\(\s*(['"`]\w+['"`])/g;

const root = resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '..'));
const sources = readdirSync(join(root, 'src'), { recursive: true })
  .map((path) => `src/${path.replaceAll('\\', '/')}`)
  .filter((path) => /(?<![.]spec|[.]d)[.]tsx?$/.test(path) && !path.includes('/migrations/'))
  .sort()
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8'), ...placeOf(path) }));
const tableOwners = new Map(sources.flatMap((source) => entitiesIn(source).map((table) => [table, source])));

const problems = [
  ...sources.flatMap(foreignTablesIn),
  ...sources.flatMap(dialectsIn),
  ...unneeded('TABLES_OF_SIBLINGS', TABLES_OF_SIBLINGS, siblingTablesIn),
  ...unneeded('DIALECT_NAMES', DIALECT_NAMES, dialectWordsIn),
];
for (const problem of problems) {
  process.stderr.write(`${problem}\n`);
}
process.exit(problems.length > 0 ? 1 : 0);

/** The room, its line in ROOMS, and the module in it; a file outside of all rooms, such as main.ts, is above them. */
function placeOf(path) {
  const [room, module] = partsOf(path);
  const level = ROOMS.findIndex((line) => line.includes(room));
  return module !== undefined ? { room, level, module } : { room: '', level: ROOMS.length, module: '' };
}

function entitiesIn({ path, text }) {
  return [...text.matchAll(/@Entity\(([^)]*)\)/g)].map(([, options]) => {
    const [, name] = /^\s*'(\w+)'/.exec(options) ?? /\bname: '(\w+)'/.exec(options) ?? [];
    if (name === undefined) {
      throw new Error(`${path}: @Entity needs the name of its table`);
    }
    return name;
  });
}

/** Tables of entities; `verifications_default` is one of the partitions of `verifications`. */
function tablesIn({ text }) {
  const names = [
    ...[...text.matchAll(SQL_TABLES)].flatMap(([, list]) => list.split(',').map(tableIn)),
    ...[...text.matchAll(QUERY_BUILDER_TABLES)].map(([, name]) => name.slice(1, -1)),
  ].map((name) => name.replace(/_default$/, ''));
  return [...new Set(names)].filter((name) => tableOwners.has(name));
}

function tableIn(item) {
  const [, name] = /([a-z_][a-z0-9_]*)"?$/.exec(new RegExp(`^${NAME}`).exec(item.trim())[0]);
  return name;
}

function foreignTablesIn(source) {
  const siblings = TABLES_OF_SIBLINGS[source.path]?.names ?? [];
  return tablesIn(source).flatMap((table) => {
    const owner = tableOwners.get(table);
    if (isSibling(source, owner)) {
      return siblings.includes(table)
        ? []
        : [`${source.path}: SQL names ${table}, which belongs to ${owner.room}/${owner.module}`];
    }
    return source.room === owner.room || source.level > owner.level
      ? []
      : [`${source.path}: SQL names ${table} of ${owner.room}, which is not below ${source.room}`];
  });
}

function isSibling(source, owner) {
  return source.room === owner.room && source.module !== owner.module;
}

function siblingTablesIn(source) {
  return tablesIn(source).filter((table) => isSibling(source, tableOwners.get(table)));
}

function dialectsIn(source) {
  const excepted = DIALECT_NAMES[source.path]?.names ?? [];
  return dialectWordsIn(source)
    .filter((word) => !excepted.includes(word))
    .map((word) => `${source.path}: names a dialect: ${word}`);
}

function dialectWordsIn({ text, level }) {
  if (level >= ROOMS.findIndex((line) => line.includes('plugins'))) {
    return [];
  }
  return [...new Set(DIALECT_WORDS.flatMap((word) => text.match(word) ?? []).map((word) => word.toLowerCase()))];
}

function unneeded(list, exceptions, namesIn) {
  return Object.entries(exceptions).flatMap(([path, { names }]) => {
    const source = sources.find((each) => each.path === path);
    const found = source ? namesIn(source) : [];
    return names
      .filter((name) => !found.includes(name))
      .map((name) => `${path}: does not name ${name}: remove it from ${list}`);
  });
}
