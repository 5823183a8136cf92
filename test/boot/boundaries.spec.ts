import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const PROJECT = resolve(__dirname, '../..');

const LICENSE = ['src/licenses/licenses/license.entity.ts', `@Entity('licenses')\nexport class License {}\n`] as const;

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

/** What the script prints about this file, without what it says about exceptions that this project does not need. */
async function newComplaintsOf(path: string, text: string): Promise<string[]> {
  const complaints = await complaintsOf({ [LICENSE[0]]: LICENSE[1], [path]: text }, 'scripts/check-tables.mjs', folder);
  return complaints.slice(1).filter((complaint) => !/: remove it from [A-Z_]+$/.test(complaint));
}

describe('tables', () => {
  it.each([
    ['SELECT', "query('SELECT 1 FROM licenses')"],
    ['JOIN', 'query(`SELECT 1 FROM customers c\n  LEFT JOIN licenses l ON true`)'],
    ['a list', "query('SELECT 1 FROM customers c, licenses')"],
    ['INSERT', `query('INSERT INTO "licenses" (id) VALUES (1)')`],
    ['UPDATE', "query('UPDATE ONLY licenses SET id = 1')"],
    ['DELETE', "query('DELETE FROM customers USING public.licenses')"],
    ['LOCK', "query('LOCK TABLE licenses')"],
    ['a query builder', "query.leftJoin('licenses', 'license')"],
  ])('a table of a room above is refused in %s', async (_, call) => {
    expect(await newComplaintsOf('src/customers/customers/customers.service.ts', call)).toEqual([
      'src/customers/customers/customers.service.ts: SQL names licenses of licenses, which is not below customers',
    ]);
  });

  it('a table of a room below is not', async () => {
    expect(await newComplaintsOf('src/dialects/lic/lists.service.ts', "query('SELECT 1 FROM licenses')")).toEqual([]);
    expect(await newComplaintsOf('src/main.ts', "query('SELECT 1 FROM licenses')")).toEqual([]);
  });

  it("a sibling's table needs a reason", async () => {
    const path = 'src/licenses/users/users.service.ts';
    expect(await newComplaintsOf(path, "query('SELECT 1 FROM licenses')")).toEqual([
      `${path}: SQL names licenses, which belongs to licenses/licenses`,
    ]);
  });

  it('a reason that nothing needs is one too many', async () => {
    const path = 'src/licenses/grants/resolve-statements.ts';
    const complaint = `${path}: does not name licenses: remove it from TABLES_OF_SIBLINGS`;
    const check = (sql: string) =>
      complaintsOf({ [LICENSE[0]]: LICENSE[1], [path]: sql }, 'scripts/check-tables.mjs', folder);
    expect(await check("query('SELECT 1 FROM licenses')")).not.toContain(complaint);
    expect(await check("query('SELECT 1')")).toEqual(expect.arrayContaining(['exit code 1', complaint]));
  });
});

describe('dialects', () => {
  it.each([
    ['progran3', "const name = 'progran3';"],
    ['license manager', '/** As License Manager does. */'],
    ['lm_', "const alias = 'lm_ips';"],
    ['x-api-url', "headers['x-api-url']"],
    ['lb-', "headers['LB-IP']"],
    ['v2', '// The V2 API has sessions.'],
    ['lic', "if (dialect.name === 'lic') {}"],
  ])('%s is named in no room below them', async (word, text) => {
    expect(await newComplaintsOf('src/platform/jobs/jobs.ts', text)).toEqual([
      `src/platform/jobs/jobs.ts: names a dialect: ${word}`,
    ]);
  });

  it('they may name themselves', async () => {
    expect(await newComplaintsOf('src/dialects/kit/names.ts', "const name = 'progran3';")).toEqual([]);
  });
});

it('imports point down', async () => {
  const files = {
    'tsconfig.json': '{}',
    'src/licensing/license.ts': 'export const license = 1;\n',
    'src/customers/customer.ts': "import { license } from '../licensing/license';\nexport const customer = license;\n",
  };
  const config = join(PROJECT, '.dependency-cruiser.cjs');
  const script = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs';
  expect(await complaintsOf(files, script, 'src', '--config', config, '--output-type', 'err')).toContainEqual(
    expect.stringMatching(/customers-imports-downward.*customer\.ts.*license\.ts/),
  );
});
