import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PROJECT_DIR } from '../../src/core/common/project';
import { BuiltCSharpClient } from '../conformance/csharp-client';
import { InstalledSdk } from '../sdk/support/installed-sdk';
import { samplesIn } from '../support/samples';
import { ADMIN_PASSWORD } from '../testkit/credentials';
import { TestServer } from '../testkit/server';

const execute = promisify(execFile);

const PAGE = 'docs/agents/SKILL.md';
const [SIGN_IN = '', PRODUCT = '', LICENSE = ''] = textOf('sh', '2. Prepare a product and a license').split('\n');
const CHANGES = textOf('sh', '5. Prove it')
  .split('\n')
  .filter((line) => line.startsWith('curl'));

interface Run {
  readonly status: number;
  readonly output: string;
  readonly complaint: string;
}

/** The program of the page in one language, in a folder of its own. */
type Program = (home: string, key?: string) => Promise<Run>;

let server: TestServer;
let address: string;
let publicKey: string;
let folder: string;
let sdk: InstalledSdk;
beforeAll(async () => {
  server = await TestServer.start();
  address = await server.listen();
  publicKey = (await server.call('GET', '/.well-known/jwks.json')).body.keys[0].x;
  folder = mkdtempSync(join(tmpdir(), 'keyward-skill-'));
  await shell(SIGN_IN);
  await shell(PRODUCT);
  sdk = await InstalledSdk.create();
});
afterAll(async () => {
  await Promise.all([server.stop(), sdk.remove()]);
  rmSync(folder, { recursive: true });
});

function textOf(language: string, heading?: string): string {
  const found = samplesIn(PAGE).filter(
    (each) => each.language === language && (heading ?? each.heading) === each.heading,
  );
  return found.map(({ text }) => text).join('');
}

function filledIn(text: string): string {
  return text
    .replaceAll('http://localhost:8080', address)
    .replaceAll('localhost:8080', new URL(address).host)
    .replaceAll('YOUR PUBLIC KEY', publicKey)
    .replaceAll('YOUR PASSWORD', ADMIN_PASSWORD);
}

async function shell(line: string): Promise<string> {
  return (await execute('bash', ['-c', filledIn(line)], { cwd: folder })).stdout;
}

async function run(command: string, args: readonly string[], home: string, env: object = {}): Promise<Run> {
  const options = { cwd: home, env: { PATH: process.env.PATH, HOME: home, XDG_CONFIG_HOME: home, ...env } };
  try {
    const { stdout, stderr } = await execute(command, args, options);
    return { status: 0, output: stdout, complaint: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { status: code, output: stdout, complaint: stderr };
  }
}

const given = (key: string | undefined): string[] => (key === undefined ? [] : [key]);

const PROGRAMS: Readonly<Record<string, () => Promise<Program>>> = {
  TypeScript: async () => {
    await sdk.initialize();
    await sdk.write('program/program.mts', filledIn(textOf('ts')));
    expect(await sdk.build('program', '--strict', '--types', 'node')).toBe('');
    return (home, key) => run(process.execPath, [join(sdk.folder, 'program/program.mjs'), ...given(key)], home);
  },
  Python: () => {
    writeFileSync(join(folder, 'program.py'), filledIn(textOf('python')));
    const env = { PYTHONPATH: join(PROJECT_DIR, 'sdk/python/src') };
    return Promise.resolve((home, key) =>
      run('/usr/bin/python3', [join(folder, 'program.py'), ...given(key)], home, env),
    );
  },
  'C#': async () => {
    const client = await BuiltCSharpClient.build(join(folder, 'csharp'));
    writeFileSync(join(folder, 'Program.cs'), filledIn(textOf('csharp')));
    await client.compile('Program.exe', [join(folder, 'Program.cs')]);
    const [mono, ...args] = client.command('Program.exe');
    return (home, key) => run(mono, [...args, ...given(key)], home);
  },
};

it.each(Object.entries(PROGRAMS))(
  'the program of the skill in %s behaves as its table says',
  async (name, prepare) => {
    const program = await prepare();
    const { key, id } = JSON.parse(await shell(LICENSE)) as { key: string; id: string };
    const home = join(folder, name);
    mkdirSync(home);
    const [disable = '', enable = ''] = CHANGES.map((line) => line.replace('LICENSE_ID', id));

    expect(await program(home)).toMatchObject({ status: 1, output: expect.stringMatching(/^must_?connect/i) });
    expect(await program(home, 'WRONG-KEY')).toMatchObject({
      status: 1,
      complaint: expect.stringContaining('NOT_FOUND'),
    });
    expect(await program(home, key)).toMatchObject({ status: 0, output: expect.stringMatching(/^valid/i) });
    expect(await program(home)).toMatchObject({ status: 0, output: expect.stringMatching(/^valid/i) });
    await shell(disable);
    expect(await program(home)).toMatchObject({ status: 1, output: expect.stringMatching(/^refused DISABLED/i) });
    await shell(enable);
    expect(await program(home)).toMatchObject({ status: 0, output: expect.stringMatching(/^valid/i) });
  },
  180_000,
);
