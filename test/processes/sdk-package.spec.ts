import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import * as ts from 'typescript';
import { ADMIN_PASSWORD } from '../testkit/credentials';
import { TestServer } from '../testkit/server';
import { InstalledSdk, PROJECT } from '../sdk/support/installed-sdk';

const INSTALLED = 'node_modules/@keyward/sdk';
const NODENEXT = ['--module', 'nodenext', '--moduleResolution', 'nodenext', '--lib', 'es2022', '--types', 'node'];

let server: TestServer;
let sdk: InstalledSdk;
let environment: Record<string, string>;
beforeAll(async () => {
  server = await TestServer.start();
  environment = { SERVER: await server.listen(), PASSWORD: ADMIN_PASSWORD, SYSTEM_KEY: server.systemKey };
  sdk = await InstalledSdk.create();
});
afterAll(async () => {
  await Promise.all([server.stop(), sdk.remove()]);
});

/** Issues, activates and validates through two APIs, each of which sees the other's changes. */
const PROGRAM = `
async function main() {
  const { SERVER: baseUrl, PASSWORD, SYSTEM_KEY: apiKey } = process.env;
  const keyward = new Keyward({ baseUrl });
  const v2 = new V2Client({ baseUrl: baseUrl + '/', apiKey });

  const { access_token: token } = await keyward.logIn('admin', PASSWORD);
  const { id, key } = await keyward.licenses.issue({ product: 'v2-default', max_activations: 2 });
  const ask = (device) => keyward.validate({ license_key: key, hardware_id: device });
  const askV2 = (device) => v2.license.verify({ license_key: key, hardware_hash: device });

  await keyward.activate({ license_key: key, hardware_id: 'desk' });
  await v2.license.activate({ license_key: key, hardware_hash: 'laptop' });
  const answers = [await ask('desk'), await ask('laptop'), await askV2('desk'), await askV2('laptop')];
  const full = await keyward.activate({ license_key: key, hardware_id: 'phone' }).catch((error) => error);
  const fullV2 = await v2.license
    .activate({ license_key: key, hardware_hash: 'phone' })
    .withResponse()
    .catch((error) => error);

  let sent = 0;
  const unlucky = new Keyward({
    baseUrl,
    token,
    backoffMs: 1,
    fetch: async (address, init) => {
      const response = await fetch(address, init);
      if (++sent === 1) throw new TypeError('The answer was lost');
      return response;
    },
  });
  const batch = 'batch-' + id;
  await unlucky.licenses.issue({ product: 'v2-default', description: batch });

  const listed = [];
  let once = 0;
  for await (const license of keyward.licenses.list({ limit: 1 })) {
    listed.push(license.id);
    once += license.description === batch ? 1 : 0;
  }
  const deleted = await keyward.licenses.delete(id).withResponse();
  await keyward.logOut();
  const out = await keyward.auth.getMe().catch((error) => error);

  return {
    valid: answers.map(({ valid }) => valid),
    use: answers[0].license.use,
    refusals: [full, fullV2, out].map((error) => [error instanceof KeywardError, error.status, error.code]),
    requestIds: [typeof full.requestId, full.requestId === full.headers.get('x-request-id')],
    listed: listed.includes(id) && new Set(listed).size === listed.length,
    deleted: deleted.status,
    once: [sent, once],
  };
}
`;
const PRINT = 'main().then((found) => console.log(JSON.stringify(found)));';
const FOUND = {
  valid: [true, true, true, true],
  use: '2 of 2 seats',
  refusals: [
    [true, 409, 'SEATS_EXHAUSTED'],
    [true, 409, 'ACTIVATION_LIMIT_REACHED'],
    [true, 401, expect.any(String)],
  ],
  requestIds: ['string', true],
  listed: true,
  deleted: 204,
  once: [2, 1],
};

describe('a program', () => {
  it('imports the package', async () => {
    await sdk.write(
      'program.mjs',
      `import { Keyward, KeywardError } from '@keyward/sdk';
       import { V2Client } from '@keyward/sdk/v2';
       ${PROGRAM} ${PRINT}`,
    );
    expect(await sdk.run('program.mjs', environment)).toEqual(FOUND);
  });

  it('requires the package', async () => {
    await sdk.write(
      'program.cjs',
      `const { Keyward, KeywardError } = require('@keyward/sdk');
       const { V2Client } = require('@keyward/sdk/v2');
       ${PROGRAM} ${PRINT}`,
    );
    expect(await sdk.run('program.cjs', environment)).toEqual(FOUND);
  });

  it('publishes a version with its file and downloads it on a licensed domain, byte for byte', async () => {
    await sdk.write(
      'updates.mjs',
      `import { createHash, randomBytes } from 'node:crypto';
       import { Keyward } from '@keyward/sdk';
       import { LicenseManagerClient } from '@keyward/sdk/license-manager';

       const { SERVER: baseUrl, PASSWORD, SYSTEM_KEY: apiKey } = process.env;
       const { access_token: token } = await new Keyward({ baseUrl }).logIn('admin', PASSWORD);
       const admin = new LicenseManagerClient({ baseUrl, token });
       const program = new LicenseManagerClient({ baseUrl, apiKey, headers: { 'X-API-URL': 'https://shop.example' } });
       const file = randomBytes(2_500_000);
       const referenceId = 'SDK-PROD';

       await admin.products.create({ reference_id: referenceId, name: 'A product' });
       const version = await admin.versions.create(referenceId, {
         version: '1.2.0',
         is_active: true,
         main_file: new File([file], 'app.zip'),
       });
       const license = await admin.licenses.create({
         product_reference_id: referenceId,
         license_code: 'SDK-CODE',
         parallel_uses: 1,
       });

       const { lic_response: license_data } = await program.license.activate({ license_code: 'SDK-CODE' });
       const verified = await program.license.verify({ license_data });
       const full = await program.license
         .activate({ license_code: 'SDK-CODE' }, { headers: { 'X-API-URL': 'https://elsewhere.example' } })
         .catch((error) => error);
       const update = await program.update.check({ product_id: referenceId, current_version: '1.0' });
       const size = await program.update.getDownloadSize(update.update_id, 'main').withResponse();
       const download = await program.update.download(update.update_id, 'main', { license_data });
       const bytes = Buffer.from(await download.bytes());

       console.log(JSON.stringify({
         made: [version.data.version_id, license.data.license_code],
         verified: verified.is_active,
         full: [full.status, full.code],
         size: Number(size.headers.get('content-length')) === file.length,
         name: download.fileName,
         same: bytes.equals(file),
         checked: createHash('sha256').update(bytes).digest('hex') === update.checksum.value,
       }));`,
    );
    expect(await sdk.run('updates.mjs', environment)).toEqual({
      made: ['v1.2.0', 'SDK-CODE'],
      verified: true,
      full: [400, 'ACTIVATED_MAXIMUM_ALLOWED_PRODUCT_INSTANCES'],
      size: true,
      name: 'app.zip',
      same: true,
      checked: true,
    });
  });

  it('recognizes errors across both builds, and exits when its work is done', async () => {
    await sdk.write(
      'both.mjs',
      `import { createRequire } from 'node:module';
       import { KeywardError } from '@keyward/sdk';
       const { Keyward } = createRequire(import.meta.url)('@keyward/sdk');
       const error = await new Keyward({ baseUrl: process.env.SERVER }).auth.getMe().catch((failure) => failure);
       console.log(JSON.stringify([error instanceof KeywardError, error.status]));`,
    );
    expect(await sdk.run('both.mjs', environment)).toEqual([true, 401]);
  });
});

describe('the types', () => {
  const TYPED = `
    import { Keyward, KeywardError, type License, type ListLicensesQuery, type Page } from '@keyward/sdk';
    import { memoryStore, openLicense, systemDevice } from '@keyward/sdk';
    import { V2Client } from '@keyward/sdk/v2';

    declare const unknownYet: string | undefined;
    const keyward = new Keyward({ baseUrl: 'https://example.com', fetch, apiKey: unknownYet });
    export async function typed(signal: AbortSignal): Promise<void> {
      const license: License = await keyward.licenses.issue({ product: 'p', key: unknownYet });
      const key: string = license.key;
      const query: ListLicensesQuery = { product: unknownYet, limit: 10 };
      const page: Page<License> = await keyward.licenses.list(query, { signal, timeoutMs: 1_000, idempotencyKey: unknownYet });
      for await (const { status } of keyward.licenses.list()) {
        const known: License['status'] = status;
      }
      const { data } = await keyward.with({ signal }).validate({ license_key: key }).withResponse();
      const valid: boolean = data.valid;
      const later: Promise<License> = keyward.licenses.get(key);
      const bytes: Uint8Array = await (await keyward.licenses.export()).bytes();
      const nothing: void = await keyward.licenses.delete(license.id);
      const { license: found } = await new V2Client({ baseUrl: '/' }).license.verify({
        license_key: key,
        hardware_hash: 'h',
      });
      const until: string | null | undefined = found?.valid_until;
      const code: string = new KeywardError('', { status: 0, code: 'TIMEOUT' }).code;

      const options = { baseUrl: '/', product: 'p', keys: ['k'], store: memoryStore(), device: systemDevice() };
      const program = await openLicense<{ export: boolean; seats: number }>(options);
      const seats: number | undefined = program.entitlement('seats');
      const mayExport: boolean | undefined = program.state.entitlements.export?.value;
      program.on('change', ({ entitlements }) => entitlements.seats?.value.toFixed());
      const anything: unknown = (await openLicense(options)).entitlement('anything');
      const update = await program.checkForUpdate();
      const path: string | undefined = update ? await program.downloadUpdate(update, { to: 'file' }) : undefined;
      const blob: Blob | undefined = update ? await program.downloadUpdate(update) : undefined;
      const used: number = (await program.recordUsage('exports', 2)).used;

      // @ts-expect-error: the entitlement is not declared
      program.entitlement('colour');
      // @ts-expect-error: the entitlement is a number
      const text: string | undefined = program.entitlement('seats');
      // @ts-expect-error: unknown option
      await openLicense({ ...options, offlineDays: 3 });
      // @ts-expect-error: product is required
      await keyward.licenses.issue({});
      // @ts-expect-error: unknown type
      await keyward.licenses.issue({ product: 'p', type: 'eternal' });
      // @ts-expect-error: unknown option
      await keyward.licenses.get(key, { timeout: 1 });
      // @ts-expect-error: an id is required
      await keyward.licenses.get();
      // @ts-expect-error: unknown filter
      await keyward.licenses.list({ colour: 'red' });
      // @ts-expect-error: the result is not any
      data.nonsense;
      // @ts-expect-error: a license is no list
      for await (const one of keyward.licenses.get(key));
      // @ts-expect-error: baseUrl is required
      new Keyward({});
    }`;

  it('compile for ESM and CommonJS under nodenext without the DOM', async () => {
    const files = [await sdk.write('typed.mts', TYPED), await sdk.write('typed.cts', TYPED)];
    expect(await sdk.compile(files, ...NODENEXT)).toBe('');
  });

  it.each([
    ['bundler', 'esnext'],
    ['node10', 'commonjs'],
  ])('compile with the DOM under %s', async (moduleResolution, module) => {
    const options = ['--module', module, '--moduleResolution', moduleResolution, '--ignoreDeprecations', '6.0'];
    expect(await sdk.compile([await sdk.write('typed.ts', TYPED)], ...options)).toBe('');
  });

  it('describe every call in editors: what it does, its arguments and its errors', () => {
    const file = join(sdk.folder, INSTALLED, 'dist/index.d.ts');
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    const apis = source.statements.filter(ts.isInterfaceDeclaration).filter(({ name }) => name.text.endsWith('Api'));
    const calls = apis.flatMap(({ members }) => members.filter(ts.isMethodSignature));
    const helpOf = (call: ts.MethodSignature) => call.getFullText().split('*/')[0] ?? '';

    expect(calls.length).toBeGreaterThan(150);
    expect(calls.filter((call) => !/\/\*\*\s+\* \S/.test(helpOf(call))).map((call) => call.name.getText())).toEqual([]);
    const update = calls.find((call) => call.name.getText() === 'updateVersion');
    expect(update && helpOf(update)).toMatch(
      /\* `PATCH .*\* @param versionId UUID, reference or number.*\* @throws 404: /s,
    );
  });
});

describe('a page', () => {
  it('runs the package with browser APIs only', async () => {
    await sdk.write(
      'page.js',
      "export { Keyward, KeywardError } from '@keyward/sdk';\nexport { V2Client } from '@keyward/sdk/v2';",
    );
    const { key } = (await server.asAdmin('POST', '/api/v1/licenses', { body: { product: 'v2-default' } })).body;
    const context = createContext({
      ...webGlobals(),
      SERVER: environment.SERVER,
      KEY: key,
      SYSTEM_KEY: server.systemKey,
    });
    runInContext(await bundled('page.js'), context);

    const found = await runInContext(
      `(async () => {
        const call = { license_key: KEY, hardware_id: 'browser' };
        const keyward = new sdk.Keyward({ baseUrl: SERVER });
        const { success } = await keyward.activate(call);
        const { valid } = await new sdk.V2Client({ baseUrl: SERVER, apiKey: SYSTEM_KEY }).license.verify({
          license_key: KEY,
          hardware_hash: 'browser',
        });
        const error = await keyward.activate({ ...call, license_key: 'nonsense' }).catch((failure) => failure);
        return [success, valid, error instanceof sdk.KeywardError, error.code];
      })()`,
      context,
    );
    expect([...found]).toEqual([true, true, true, 'NOT_FOUND']);
  });

  async function bundled(file: string): Promise<string> {
    const { outputFiles, warnings } = await build({
      entryPoints: [join(sdk.folder, file)],
      bundle: true,
      platform: 'browser',
      format: 'iife',
      globalName: 'sdk',
      target: 'es2022',
      write: false,
    });
    expect(warnings).toEqual([]);
    return outputFiles.map(({ text }) => text).join('');
  }

  function webGlobals(): Record<string, unknown> {
    const names = 'AbortController Blob crypto fetch File FormData Headers ReadableStream Response URL URLSearchParams';
    const timers = 'setTimeout clearTimeout';
    return Object.fromEntries(`${names} ${timers}`.split(' ').map((name) => [name, Reflect.get(globalThis, name)]));
  }
});

describe('the package', () => {
  it("has no dependencies, the server's version, and only its build output", () => {
    const manifest = JSON.parse(readFileSync(join(sdk.folder, INSTALLED, 'package.json'), 'utf8'));
    const { version } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
    // Importing the license window declares its element.
    const sideEffects = ['./dist/dialog.js', './dist/dialog.mjs'];
    expect(manifest).toMatchObject({ name: '@keyward/sdk', version, license: 'MIT', sideEffects });
    expect(manifest).not.toHaveProperty('dependencies');
    expect(readdirSync(join(sdk.folder, INSTALLED)).sort()).toEqual(['LICENSE', 'README.md', 'dist', 'package.json']);
    expect(readdirSync(join(sdk.folder, INSTALLED, 'dist'))).not.toContain('.built-from');
  });

  it.each(['README.md', 'sdk/README.md'])('is the file that %s tells readers to install', (page) => {
    const { version } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
    const packages = readFileSync(join(PROJECT, page), 'utf8').match(/keyward-sdk-[\w.-]+\.tgz/g) ?? [];
    expect([...new Set(packages)]).toEqual([`keyward-sdk-${version}.tgz`]);
  });

  it('offers the license window, and a client for each document', () => {
    const { exports } = JSON.parse(readFileSync(join(sdk.folder, INSTALLED, 'package.json'), 'utf8'));
    const documents = readdirSync(join(PROJECT, 'openapi')).filter((file) => file.endsWith('.json'));
    const dialects = documents.map((file) => `./${file.replace('.json', '')}`);
    expect(Object.keys(exports)).toEqual(['.', './dialog', './usage', ...dialects.sort(), './package.json']);
  });

  it('maps its code to its sources', () => {
    const dist = join(sdk.folder, INSTALLED, 'dist');
    const code = readdirSync(dist).filter((file) => /\.m?js$/.test(file));
    expect(code.length).toBeGreaterThan(10);
    for (const file of code) {
      expect(readFileSync(join(dist, file), 'utf8')).toMatch(new RegExp(`//# sourceMappingURL=${file}\\.map\\s*$`));
      const { sources, sourcesContent } = JSON.parse(readFileSync(join(dist, `${file}.map`), 'utf8'));
      expect(sourcesContent).toHaveLength(sources.length);
    }
  });

  it('writes nothing but warnings to the console', () => {
    const dist = join(sdk.folder, INSTALLED, 'dist');
    const code = readdirSync(dist).filter((file) => /\.m?js$/.test(file));
    expect(
      code.filter((file) => /\bconsole(\.(?!warn\b)[a-z]|\[)/.test(readFileSync(join(dist, file), 'utf8'))),
    ).toEqual([]);
  });
});
