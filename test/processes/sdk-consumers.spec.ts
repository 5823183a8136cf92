import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { InstalledSdk, PROJECT } from '../sdk/support/installed-sdk';

const ROW = /^\| (`\w+`(?:, `\w+`)*) \| (\d+) KB \| (\d+) KB \|$/gm;
/** In KB, as the README states it. */
const SIZES = [...readFileSync(join(PROJECT, 'sdk/README.md'), 'utf8').matchAll(ROW)].map(
  ([, names = '', minified, compressed]) => ({
    names: names.replaceAll('`', ''),
    stated: { minified: Number(minified), compressed: Number(compressed) },
  }),
);

let sdk: InstalledSdk;
beforeAll(async () => {
  sdk = await InstalledSdk.create();
});
afterAll(() => sdk.remove());

async function bundleOf(names: string): Promise<Uint8Array> {
  const program = `import { ${names} } from '@keyward/sdk'; globalThis.program = [${names}];`;
  const { outputFiles, warnings } = await build({
    stdin: { contents: program, resolveDir: sdk.folder },
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  expect(warnings).toEqual([]);
  return Buffer.concat(outputFiles.map(({ contents }) => contents));
}

it('states a size for the client and for the license', () => {
  expect(SIZES.map(({ names }) => names)).toEqual(['Keyward', 'openLicense, localStorageStore, systemDevice']);
});

it.each(SIZES)('adds to a page what the README states: $names', async ({ names, stated }) => {
  const code = await bundleOf(names);
  const sizes = { minified: code.length, compressed: gzipSync(code).length };
  for (const kind of ['minified', 'compressed'] as const) {
    // As bundlers count.
    const measured = sizes[kind] / 1024;
    expect({
      kind,
      stated: stated[kind],
      holds: measured <= stated[kind] && stated[kind] <= measured * 1.1 + 1,
    }).toEqual({
      kind,
      stated: stated[kind],
      holds: true,
    });
  }
});

it('adds at most 13 KB for the client and 35 KB for the license, compressed', () => {
  const [client, license] = SIZES.map(({ stated }) => stated.compressed);
  expect(client).toBeLessThanOrEqual(13);
  expect(license).toBeLessThanOrEqual(35);
});

it('has a license window of one file, of at most 40 KB and 13 KB compressed', async () => {
  const options = {
    stdin: { contents: "import '@keyward/sdk/dialog';", resolveDir: sdk.folder },
    write: false,
  } as const;
  const { outputFiles, metafile } = await build({
    ...options,
    bundle: true,
    minify: true,
    format: 'esm',
    metafile: true,
  });
  const code = Buffer.concat(outputFiles.map(({ contents }) => contents));
  const files = Object.keys(metafile.inputs).filter((file) => file.includes('sdk/dist'));
  expect(files).toEqual([expect.stringMatching(/dist\/dialog\.mjs$/)]);
  expect(code.toString()).toContain('keyward-license');
  expect(code.length).toBeLessThanOrEqual(40 * 1024);
  expect(gzipSync(code).length).toBeLessThanOrEqual(13 * 1024);
});

it('leaves the operations of administrators out of a program that only opens its license', async () => {
  const [client, license] = await Promise.all([bundleOf('Keyward'), bundleOf('openLicense')]);
  expect(Buffer.from(client).toString()).toContain('/second-factor');
  expect(Buffer.from(license).toString()).not.toContain('/second-factor');
});

it('contains nothing of Node', async () => {
  const code = Buffer.from(await bundleOf('Keyward')).toString();
  expect(code).not.toMatch(/\brequire\(|from ?"node:|import\("node:/);
});

it('keeps the names of error classes, which bundlers shorten', async () => {
  const code = Buffer.from(await bundleOf('Keyward, ConflictError')).toString();
  await sdk.write(
    'minified.mjs',
    `${code}
    const [Keyward, ConflictError] = globalThis.program;
    const body = JSON.stringify({ error: { code: 'IN_USE', message: 'No' } });
    const keyward = new Keyward({ baseUrl: 'http://localhost', fetch: async () => new Response(body, { status: 409 }) });
    const error = await keyward.auth.getMe().catch((failure) => failure);
    console.log(JSON.stringify([error.name, String(error), error instanceof ConflictError]));`,
  );
  expect(await sdk.run('minified.mjs', {})).toEqual([
    'ConflictError',
    'ConflictError: GET /api/v1/auth/me: No (409 IN_USE)',
    true,
  ]);
});
