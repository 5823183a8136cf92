import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PROJECT_DIR } from '../../src/core/common/project';

const TIMES = 20;

const PROGRAM = `
  import { mkdirSync, writeFileSync } from 'node:fs';
  import { replaceFolder } from ${JSON.stringify(join(PROJECT_DIR, 'scripts/replace-folder.mjs'))};
  const [folder, name] = process.argv.slice(1);
  for (let time = 1; time <= ${TIMES}; time++) {
    const made = \`\${folder}/made-by-\${name}\`;
    mkdirSync(made);
    ['one', 'two'].forEach((file) => writeFileSync(\`\${made}/\${file}\`, \`\${name} \${time}\`));
    replaceFolder(made, \`\${folder}/target\`);
  }`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-replace-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const replaceAs = (name: string) =>
  promisify(execFile)(process.execPath, ['--input-type=module', '-e', PROGRAM, folder, name]);

it('a folder replaces another one whole, also while other processes replace it, and leaves nothing beside it', async () => {
  await Promise.all(['a', 'b', 'c'].map(replaceAs));
  expect(readdirSync(folder)).toEqual(['target']);
  const files = readdirSync(join(folder, 'target')).sort();
  expect(files).toEqual(['one', 'two']);
  const [one, two] = files.map((file) => readFileSync(join(folder, 'target', file), 'utf8'));
  expect(one).toMatch(new RegExp(`^[abc] ${TIMES}$`));
  expect(two).toBe(one);
});
