import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { InstalledSdk } from '../sdk/support/installed-sdk';
import { issued } from '../testkit/issue';
import { TestServer } from '../testkit/server';
import { runCommand, runCommandAgain } from './command';
import { Program } from './program';

const PRODUCT = 'it\'s-"mine"';

let server: TestServer;
let folder: string;
let environment: Record<string, string>;
beforeAll(async () => {
  const [, sdk] = await Promise.all([Program.build(), InstalledSdk.create()]);
  ({ folder } = sdk);
  server = await TestServer.start();
  environment = { KEYWARD_URL: `${await server.listen()}/` };
});
afterAll(() => server.stop());

async function run(program: string, args: string[], name: string, env: Record<string, string> = {}): Promise<string> {
  const home = join(folder, name);
  const { PATH = '' } = process.env;
  const options = { cwd: home, env: { PATH, HOME: home, XDG_STATE_HOME: join(home, 'state'), ...env } };
  return (await promisify(execFile)(program, args, options)).stdout;
}

it('writes a program in TypeScript that is licensed at once', async () => {
  const [home, { key }] = [join(folder, 'typescript'), await issued(server)];
  const { code, output, errors } = await runCommand(
    ['new-program', 'typescript', home, '--product', 'v2-default'],
    environment,
  );
  expect([code, errors]).toEqual([0, '']);
  expect(output).toContain('npm install\n  node report.mjs activate YOUR-LICENSE-KEY\n');
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund'], 'typescript');
  expect(await run('node', ['report.mjs', 'activate', key], 'typescript')).toMatch(/^License: valid/);
  expect(await run('node', ['report.mjs'], 'typescript')).toMatch(/^Revenue/);
});

it.each([
  ['python', 'python3', 'program.py'],
  ['php', 'php', 'program.php'],
])('writes a program in %s that is licensed at once', async (language, program, file) => {
  const { key } = await issued(server);
  const args = ['new-program', language, join(folder, language), '--product', 'v2-default'];
  expect(await runCommandAgain(args, environment)).toMatchObject({ code: 0, errors: '' });
  expect(await run(program, [file], language, { LICENSE_KEY: key })).toMatch(/^Licensed: /);
});

it('writes a program in Go that has the values in the form of the language', async () => {
  const args = ['new-program', 'go', join(folder, 'go'), '--product', PRODUCT];
  expect(await runCommandAgain(args, environment)).toMatchObject({ code: 0, errors: '' });
  const source = await readFile(join(folder, 'go/main.go'), 'utf8');
  expect(source).toContain('Product:    "it\'s-\\"mine\\"",');
  expect(source).not.toMatch(/KEYWARD_|strings\./);
  expect(await readFile(join(folder, 'go/go.mod'), 'utf8')).toContain('=> ./keyward\n');
});

it('leaves a folder with files alone', async () => {
  const home = join(folder, 'mine');
  await runCommandAgain(['new-program', 'php', home, '--product', 'x'], environment);
  await writeFile(join(home, 'program.php'), 'mine');
  const { code, errors } = await runCommandAgain(['new-program', 'python', home, '--product', 'x'], environment);
  expect([code, errors]).toEqual([1, expect.stringContaining('has files, which stay as they are')]);
  expect([(await readdir(home)).sort(), await readFile(join(home, 'program.php'), 'utf8')]).toEqual([
    ['keyward', 'program.php'],
    'mine',
  ]);
});

it.each([
  ['http://127.0.0.1:9', /No Keyward server answered at http:\/\/127\.0\.0\.1:9/],
  ['nonsense', /No Keyward server answered at nonsense/],
])('writes nothing if nobody answers at %s', async (KEYWARD_URL, sentence) => {
  const home = join(folder, 'nowhere');
  const { code, errors } = await runCommandAgain(['new-program', 'php', home, '--product', 'x'], { KEYWARD_URL });
  expect([code, errors]).toEqual([1, expect.stringMatching(sentence)]);
  await expect(readdir(home)).rejects.toThrow('ENOENT');
});
