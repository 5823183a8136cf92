import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const PROJECT = resolve(__dirname, '../..');

const LICENSE = [
  'src/core/licenses/licenses/license.entity.ts',
  `@Entity('licenses')\nexport class License {}\n`,
] as const;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyward-boundaries-'));
});

afterEach(() => rm(folder, { recursive: true }));

/** What the check prints about a project of these files. */
async function complaintsOf(files: Readonly<Record<string, string>>, script: string, ...rest: string[]) {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const run = spawnSync(process.execPath, [join(PROJECT, script), ...rest], { cwd: folder, encoding: 'utf8' });
  return [`exit code ${run.status}`, ...`${run.stdout}${run.stderr}`.trim().split('\n')].filter(Boolean);
}

const FROM_LICENSES = "query('SELECT 1 FROM licenses')";

const CALLS_FROM_BELOW = [
  ['SELECT', FROM_LICENSES],
  ['JOIN', 'query(`SELECT 1 FROM customers c\n  LEFT JOIN licenses l ON true`)'],
  ['a list', "query('SELECT 1 FROM customers c, licenses')"],
  ['INSERT', `query('INSERT INTO "licenses" (id) VALUES (1)')`],
  ['UPDATE', "query('UPDATE ONLY licenses SET id = 1')"],
  ['DELETE', "query('DELETE FROM customers USING public.licenses')"],
  ['LOCK', "query('LOCK TABLE licenses')"],
  ['a query builder', "query.leftJoin('licenses', 'license')"],
] as const;

const NAMES_OF_DIALECTS = [
  ['progran3', "const name = 'progran3';"],
  ['license manager', '/** As License Manager does. */'],
  ['lm_', "const alias = 'lm_ips';"],
  ['x-api-url', "headers['x-api-url']"],
  ['lb-', "headers['LB-IP']"],
  ['v2', '// The V2 API has sessions.'],
  ['lic', "if (dialect.name === 'lic') {}"],
] as const;

const fileFromBelow = (call: string): string =>
  `src/core/customers/customers/${call.toLowerCase().replaceAll(' ', '-')}.service.ts`;
const fileNaming = (word: string): string => `src/core/platform/jobs/${word.replaceAll(/\W/g, '-')}.ts`;

/** What the script prints about the files of one project. */
let complaints: string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyward-boundaries-'));
  const files = [
    LICENSE,
    ...CALLS_FROM_BELOW.map(([call, text]) => [fileFromBelow(call), text] as const),
    ...NAMES_OF_DIALECTS.map(([word, text]) => [fileNaming(word), text] as const),
    ['src/apis/lic/lists.service.ts', FROM_LICENSES],
    ['src/main.ts', FROM_LICENSES],
    ['src/core/licenses/users/users.service.ts', FROM_LICENSES],
    ['src/apis/kit/names.ts', "const name = 'progran3';"],
  ] as const;
  complaints = await complaintsOf(Object.fromEntries(files), 'scripts/check-tables.mjs', folder);
  await rm(folder, { recursive: true });
});

/** Without what it says about exceptions that this project does not need. */
const complaintsAbout = (path: string): string[] =>
  complaints.filter((complaint) => complaint.startsWith(`${path}: `) && !/: remove it from [A-Z_]+$/.test(complaint));

describe('tables', () => {
  it.each(CALLS_FROM_BELOW)('a table of a room above is refused in %s', (call) => {
    expect(complaintsAbout(fileFromBelow(call))).toEqual([
      `${fileFromBelow(call)}: SQL names licenses of licenses, which is not below customers`,
    ]);
  });

  it('a table of a room below is not', () => {
    expect(complaintsAbout('src/apis/lic/lists.service.ts')).toEqual([]);
    expect(complaintsAbout('src/main.ts')).toEqual([]);
  });

  it("a sibling's table needs a reason", () => {
    const path = 'src/core/licenses/users/users.service.ts';
    expect(complaintsAbout(path)).toEqual([`${path}: SQL names licenses, which belongs to licenses/licenses`]);
  });

  it('a reason that nothing needs is one too many', async () => {
    const path = 'src/core/licenses/grants/resolve-statements.ts';
    const complaint = `${path}: does not name licenses: remove it from TABLES_OF_SIBLINGS`;
    const check = (sql: string) =>
      complaintsOf({ [LICENSE[0]]: LICENSE[1], [path]: sql }, 'scripts/check-tables.mjs', folder);
    expect(await check("query('SELECT 1 FROM licenses')")).not.toContain(complaint);
    expect(await check("query('SELECT 1')")).toEqual(expect.arrayContaining(['exit code 1', complaint]));
  });
});

describe('dialects', () => {
  it.each(NAMES_OF_DIALECTS)('%s is named in no room below them', (word) => {
    expect(complaintsAbout(fileNaming(word))).toEqual([`${fileNaming(word)}: names a dialect: ${word}`]);
  });

  it('they may name themselves', () => {
    expect(complaintsAbout('src/apis/kit/names.ts')).toEqual([]);
  });
});

describe('circles', () => {
  const GROUPS = {
    'src/core/customers/groups/group.ts': "import { lead } from '../leads/lead';\nexport const group = lead;\n",
  };
  const circlesOf = (files: Readonly<Record<string, string>>) =>
    complaintsOf({ ...GROUPS, ...files }, 'scripts/check-circles.mjs', folder);

  it('two modules of a room that import each other are refused with both names and the imports', async () => {
    expect(
      await circlesOf({
        'src/core/customers/leads/lead.ts': 'export const lead = 1;\n',
        'src/core/customers/leads/leads.service.ts':
          "import { group } from '../groups/group';\nexport const leads = group;\n",
      }),
    ).toEqual([
      'exit code 1',
      'customers/leads and customers/groups import each other:',
      '  src/core/customers/leads/leads.service.ts → src/core/customers/groups/group.ts',
      '  src/core/customers/groups/group.ts → src/core/customers/leads/lead.ts',
    ]);
  });

  it('a circle of three modules is refused, the files directly in a room being one of them', async () => {
    expect(
      await circlesOf({
        'src/core/customers/leads/lead.ts': "export { note as lead } from '../note';\n",
        'src/core/customers/note.ts': 'export const note = 1;\n',
        'src/core/customers/notes.ts': "import { group } from './groups/group';\nexport const notes = group;\n",
      }),
    ).toEqual([
      'exit code 1',
      'customers/leads and customers and customers/groups import each other:',
      '  src/core/customers/leads/lead.ts → src/core/customers/note.ts',
      '  src/core/customers/notes.ts → src/core/customers/groups/group.ts',
      '  src/core/customers/groups/group.ts → src/core/customers/leads/lead.ts',
    ]);
  });

  it('an import of a type or of types among names, or by a spec file, makes no circle', async () => {
    expect(
      await circlesOf({
        'src/core/customers/leads/lead.ts':
          "import type { group } from '../groups/group';\nexport type Lead = typeof group;\n",
        'src/core/customers/leads/leads.ts':
          "import { type group } from '../groups/group';\nexport type Lead = typeof group;\n",
        'src/core/customers/leads/lead.spec.ts': "import { group } from '../groups/group';\nvoid group;\n",
      }),
    ).toEqual(['exit code 0']);
  });
});

describe('files that nothing uses', () => {
  const USED = {
    'src/main.ts': "import './core/customers/groups/group';\nvoid import('./later.js');\n",
    'src/later.ts': 'export const later = 1;\n',
    'src/core/customers/groups/group.ts':
      "import type { Kind } from './kind';\nexport { Size } from './size';\nexport type Group = Kind;\n",
    'src/core/customers/groups/kind.ts': 'export type Kind = 1;\n',
    'src/core/customers/groups/size.tsx': 'export class Size {}\n',
    'src/core/customers/groups/group.entity.ts': 'export class GroupEntity {}\n',
    'src/plugins/sales/console/sales.controller.tsx': "import '../sales';\n",
    'src/plugins/sales/sales.ts': 'export const sales = 1;\n',
    'src/plugins/sales/assets/page.ts': 'export const page = 1;\n',
  };

  it('are refused, also those that only a spec or each other use', async () => {
    expect(
      await complaintsOf(
        {
          ...USED,
          'src/core/customers/groups/one.ts': "import './other';\n",
          'src/core/customers/groups/other.ts': "import './one';\n",
          'src/core/customers/groups/one.spec.ts': "import './one';\n",
        },
        'scripts/check-unused.mjs',
        folder,
      ),
    ).toEqual([
      'exit code 1',
      'src/core/customers/groups/one.ts: neither the server nor the documents use it',
      'src/core/customers/groups/other.ts: neither the server nor the documents use it',
    ]);
  });

  it('are not those that are found by their names, or used for their types or later', async () => {
    expect(await complaintsOf(USED, 'scripts/check-unused.mjs', folder)).toEqual(['exit code 0']);
  });
});

describe('faces', () => {
  const facesOf = (face: string, files: Readonly<Record<string, string>>) =>
    complaintsOf({ 'src/core/customers/index.ts': face, ...files }, 'scripts/check-faces.mjs', folder);

  it('a name without a comment at its definition is refused, also one that another file passes on', async () => {
    const face =
      "export { Group, kinds, told } from './groups/groups';\nexport type { Kind } from './groups/groups';\n";
    const groups = `export { told } from './told';\n/** Kinds of groups. */\nexport const kinds = [];\nexport type Kind = 1;\nexport class Group {}\n`;
    expect(
      await facesOf(face, {
        'src/core/customers/groups/groups.ts': groups,
        'src/core/customers/groups/told.ts': '// No documentation.\nexport function told() {}\n',
      }),
    ).toEqual([
      'exit code 1',
      'src/core/customers/groups/groups.ts: Group, which a face exports, has no comment',
      'src/core/customers/groups/groups.ts: Kind, which a face exports, has no comment',
      'src/core/customers/groups/told.ts: told, which a face exports, has no comment',
    ]);
  });

  it('a name that is not defined is refused', async () => {
    expect(await facesOf("export { gone } from './groups/groups';\n", {})).toEqual([
      'exit code 1',
      'src/core/customers/index.ts: no definition of gone is found',
    ]);
  });

  it('a face whose names are described is allowed', async () => {
    const files = { 'src/core/customers/groups/groups.ts': '/** A group. */\n@Entity()\nexport class Group {}\n' };
    expect(await facesOf("export { Group } from './groups/groups';\n", files)).toEqual(['exit code 0']);
  });

  it('a name that one plug-in does not use alone is refused in internal.ts', async () => {
    const groups =
      '/** A group. */\nexport class Group {}\n/** A kind. */\nexport class Kind {}\n/** A size. */\nexport class Size {}\n';
    const internal = "export { Group, Kind, Size } from './groups/groups';\n";
    expect(
      await facesOf("export { type Group as Team } from './groups/groups';\n", {
        'src/core/customers/groups/groups.ts': groups,
        'src/core/customers/internal.ts': internal,
        'src/plugins/sales/sell.ts': "import { Group, Kind } from '../../core/customers/internal';\n",
        'src/plugins/sales/buy.ts': "import { Kind } from '../../core/customers/internal';\n",
        'src/pages/group.tsx': "import type { Group } from '../core/customers/internal';\n",
      }),
    ).toEqual([
      'exit code 1',
      'src/core/customers/internal.ts: Group is used by pages and sales: what one plug-in does not use alone is exported by index.ts',
      'src/core/customers/internal.ts: Size is used by nobody: what one plug-in does not use alone is exported by index.ts',
    ]);
  });

  it('more than 600 names are refused', async () => {
    const names = Array.from({ length: 601 }, (_, index) => `name${index}`);
    const groups = names.map((name) => `/** A name. */\nexport const ${name} = 1;\n`).join('');
    expect(
      await facesOf(`export { ${names.join(', ')} } from './groups/groups';\n`, {
        'src/core/customers/groups/groups.ts': groups,
      }),
    ).toEqual(['exit code 1', 'src/core: the faces have 601 names, and may have 600']);
  });

  it('the command line loads no face, also not by another file', async () => {
    const files = {
      'src/core/customers/groups/groups.ts': '/** A group. */\nexport class Group {}\n',
      'src/plugins/sales/sales.ts': "import { Group } from '../../core/customers';\nexport const sales = Group;\n",
      'src/plugins/sales/cli/sell.ts': "import { sales } from '../sales';\nexport const sell = sales;\n",
      'src/plugins/sales/cli/types.ts': "import type { sales } from '../sales';\nexport type Sales = typeof sales;\n",
      'src/plugins/sales/cli/later.ts': "export const later = () => import('../sales.js');\n",
    };
    expect(await facesOf("export { Group } from './groups/groups';\n", files)).toEqual([
      'exit code 1',
      'src/plugins/sales/cli/sell.ts → src/plugins/sales/sales.ts → src/core/customers/index.ts: the command line loads a face',
    ]);
  });
});
