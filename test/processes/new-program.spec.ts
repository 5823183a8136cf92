import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LANGUAGES, SAMPLES } from '../../src/plugins/cli/new-program/samples';
import { goEnvironment } from '../conformance/go-client';
import { CARGO_ENVIRONMENT } from '../conformance/rust-client';
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

const home = (language: string): string => join(folder, language);

/** What the tools need beside the usual: caches, and no registry where there is none. */
const ENVIRONMENTS: Readonly<Record<string, () => Record<string, string | undefined>>> = {
  typescript: () => ({ npm_config_offline: 'true', npm_config_audit: 'false', npm_config_fund: 'false' }),
  go: () => goEnvironment(home('go')),
  rust: () => CARGO_ENVIRONMENT,
};

/** Runs one of the commands that are printed. */
async function run(command: string, language: string): Promise<string> {
  const cwd = home(language);
  const { PATH = '' } = process.env;
  const env = { PATH, HOME: cwd, XDG_STATE_HOME: join(cwd, 'state'), ...ENVIRONMENTS[language]?.() };
  return (await promisify(execFile)('sh', ['-c', command], { cwd, env })).stdout;
}

it.each(LANGUAGES)('writes a program in %s that is licensed by the commands that are printed', async (language) => {
  const { key } = await issued(server);
  const args = ['new-program', language, home(language), '--product', 'v2-default'];
  // The first one in a process of its own.
  const { code, output, errors } = await (language === 'typescript' ? runCommand : runCommandAgain)(args, environment);
  expect([code, errors]).toEqual([0, '']);
  const commands = [...output.matchAll(/^ {2}([^#\s].*)$/gm)].map(([, command = '']) => command);
  let printed = '';
  // No SDK of .NET is in Debian.
  for (const command of commands.filter((command) => !command.startsWith('dotnet'))) {
    printed = await run(command.replace('YOUR-LICENSE-KEY', key), language);
  }
  expect(printed).toMatch(/^(Licensed\b|Revenue)/);
});

it.each(LANGUAGES)('writes a program in %s that has the values in the form of the language', async (language) => {
  const written = join(folder, `quoted-${language}`);
  const args = ['new-program', language, written, '--product', PRODUCT];
  expect(await runCommandAgain(args, environment)).toMatchObject({ code: 0, errors: '' });
  const { replaced } = SAMPLES[language];
  const texts = await Promise.all(Object.keys(replaced).map((file) => readFile(join(written, file), 'utf8')));
  const isSingle = ['typescript', 'php'].includes(language);
  const product = isSingle ? `'it\\'s-"mine"'` : `"it's-\\"mine\\""`;
  expect(texts.filter((text) => text.includes(product))).toHaveLength(1);
  expect(texts.filter((text) => /YOUR PUBLIC KEY|KEYWARD_(URL|PRODUCT|PUBLIC_KEY)|\.\.\//.test(text))).toEqual([]);
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
