import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const PROJECT = resolve(__dirname, '../..');

const FILES = {
  'tsconfig.json': '{}',
  'src/core/licensing/license.ts': 'export const license = 1;\n',
  'src/core/customers/customer.ts':
    "import { license } from '../licensing/license';\nexport const customer = license;\n",
  'src/plugins/console/home.ts': 'export const home = 1;\n',
  'src/core/licensing/index.ts': "export { license } from './license';\n",
  'src/plugins/leads/deep.ts':
    "import { license } from '../../core/licensing/license';\nexport const deep = license;\n",
  'src/apis/edd/deep-type.ts':
    "import type { license } from '../../core/licensing/license';\nexport type Deep = typeof license;\n",
  'src/plugins/leads/face.ts': "import { license } from '../../core/licensing';\nexport const face = license;\n",
  'src/plugins/leads/cli/command.ts':
    "import { license } from '../../../core/licensing/license';\nexport const command = license;\n",
  'src/pages/page.ts': "import { home } from '../plugins/console/home';\nexport const page = home;\n",
  'src/plugins/portal/portal.ts': "import { home } from '../console/home';\nexport const portal = home;\n",
};

const folder = mkdtempSync(join(tmpdir(), 'keyward-imports-'));
afterAll(() => rmSync(folder, { recursive: true }));

let stdout: string;

beforeAll(() => {
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  spawnSync(process.execPath, [join(PROJECT, 'scripts/tools.mjs')], { stdio: 'inherit' });
  const script = join(PROJECT, 'tools/node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const config = join(PROJECT, '.dependency-cruiser.cjs');
  const options = ['src', '--config', config, '--output-type', 'err'];
  ({ stdout } = spawnSync(process.execPath, [script, ...options], { cwd: folder, encoding: 'utf8' }));
});

it('npm run boundaries refuses an import of a room above or beside', () => {
  expect(stdout).toMatch(/customers-imports-downward.*customer\.ts.*license\.ts/);
  expect(stdout).toMatch(/pages-imports-downward.*page\.ts.*home\.ts/);
  expect(stdout).toMatch(/portal-imports-what-it-needs.*portal\.ts.*home\.ts/);
});

it('npm run boundaries refuses an import of a file of the core, also of a type, by a plug-in', () => {
  expect(stdout).toMatch(/faces-only.*deep\.ts.*license\.ts/);
  expect(stdout).toMatch(/faces-only.*deep-type\.ts.*license\.ts/);
  expect(stdout).not.toMatch(/faces-only.*(face|command)\.ts →/);
});
