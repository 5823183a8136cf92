import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { RUN_BACKGROUND_JOBS } from '../../src/core/platform/background-jobs/run-background-jobs';
import { ADMIN_PASSWORD } from '../testkit/credentials';
import { runQueuedDuring } from '../testkit/jobs';
import { IS_DEEP } from '../testkit/sample';
import { samplesIn } from '../support/samples';
import { TestServer } from '../testkit/server';
import { InstalledSdk, PROJECT } from '../sdk/support/installed-sdk';
import { Program } from '../sdk/support/program';
import { DAY } from '../../src/core/common/calendar';

const PRODUCT = 'my-program';
const NAMES = ['admin-script', 'administrator', 'command-line', 'desktop', 'web-page', 'whole-life'];
/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:9';

let server: TestServer;
let sdk: InstalledSdk;
let baseUrl: string;
beforeAll(async () => {
  server = await TestServer.start();
  baseUrl = await server.listen();
  await server.asAdmin('POST', '/api/v1/products', { body: { reference: PRODUCT, name: 'My program' } });
  sdk = await InstalledSdk.create();
  await copyExamples('examples', baseUrl);
  await copyExamples('offline', NOWHERE);
});
afterAll(async () => {
  await Promise.all([server.stop(), sdk.remove()]);
});

/** With the address and the key of this server. */
async function copyExamples(folder: string, address: string): Promise<void> {
  const { keys } = (await server.call('GET', '/.well-known/jwks.json')).body;
  for (const name of NAMES) {
    const copy = join(sdk.folder, folder, name);
    await cp(join(PROJECT, 'examples', name), copy, { recursive: true });
    for (const file of await readdir(copy)) {
      const text = await readFile(join(copy, file), 'utf8');
      const filledIn = text.replace('http://localhost:8080', address).replace('YOUR PUBLIC KEY', keys[0].x);
      await writeFile(join(copy, file), filledIn);
    }
  }
}

async function issueLicense(): Promise<{ id: string; key: string }> {
  const body = { product: PRODUCT, max_activations: 1, features: ['export', 'forecast'] };
  return (await server.asAdmin('POST', '/api/v1/licenses', { body })).body;
}

/** A user of a computer without any license. */
function newUser(): { XDG_STATE_HOME: string; HOME: string } {
  const home = join(sdk.folder, 'home', randomUUID());
  return { XDG_STATE_HOME: home, HOME: home };
}

it.each(NAMES)('%s installs the package that npm packs in the root of the repository', async (name) => {
  const manifest = JSON.parse(await readFile(join(PROJECT, 'examples', name, 'package.json'), 'utf8'));
  const { version } = JSON.parse(await readFile(join(PROJECT, 'package.json'), 'utf8'));
  expect(manifest.dependencies).toEqual({ '@keyward/sdk': `file:../../keyward-sdk-${version}.tgz` });
});

describe('command-line', () => {
  function report(folder: string, user: Record<string, string>, ...args: string[]): Promise<[number, string]> {
    return Program.run(join(sdk.folder, folder, 'command-line/report.mjs'), args, user);
  }

  it('is licensed by a key, runs without network, and gives its seat up', async () => {
    const [user, { key }] = [newUser(), await issueLicense()];
    expect(await report('examples', user)).toEqual([3, 'Not licensed: run: report activate <key>\n']);
    expect(await report('examples', user, 'activate', key)).toEqual([
      0,
      expect.stringMatching(/^License: valid, without/),
    ]);
    expect(await report('examples', user)).toEqual([0, 'Revenue: 4,711\nForecast: 4,712\n']);
    expect(await report('offline', user)).toEqual([0, 'Revenue: 4,711\nForecast: 4,712\n']);
    expect(await report('offline', user, 'release')).toEqual([
      1,
      expect.stringMatching(/^The license server cannot be reached/),
    ]);
    expect(await report('examples', user, 'release')).toEqual([0, 'The seat of this device is free.\n']);
    expect(await report('examples', user)).toEqual([3, expect.stringMatching(/^Not licensed/)]);
  });

  it('explains a refusal and a wrong command', async () => {
    expect(await report('examples', newUser(), 'activate', 'NO-SUCH-KEY')).toEqual([
      1,
      'The license cannot be used: License not found\n',
    ]);
    expect(await report('examples', newUser(), 'dance')).toEqual([2, expect.stringContaining('report activate <key>')]);
  });
});

describe('whole-life', () => {
  const example = (folder: string): string => join(sdk.folder, folder, 'whole-life');

  function renderer(user: Record<string, string>, ...args: string[]): Promise<[number, string]> {
    return Program.run(join(example('examples'), 'renderer.mjs'), args, user);
  }

  /** A trial of three pictures, and a newer version. */
  async function offerAll(): Promise<Buffer> {
    const { id } = await server.sdk.products.get(PRODUCT);
    const [meter, width] = [
      { name: 'Renders', kind: 'consumed' },
      { name: 'Width', type: 'number' },
    ];
    await server.asAdmin('PUT', `/api/v1/products/${id}/meters/renders`, { body: meter });
    await server.asAdmin('PUT', `/api/v1/products/${id}/entitlements/max_width`, { body: width });
    const policy = await server.sdk.policies.create({
      name: 'Trial',
      duration_days: 60,
      entitlements: { max_width: { value: 1920 } },
      meters: { renders: { limit: 1, period: 'none' } },
    });
    const facts = { trial_policy: policy.id, upgrade_url: 'https://example.com/buy' };
    await server.asAdmin('PATCH', `/api/v1/products/${id}`, { body: facts });
    const version = await server.sdk.products.createVersion(id, { reference: 'v1.1.0', version: '1.1.0' });
    const file = randomBytes(500_000);
    await server.sdk.products.uploadVersionFile(id, version.id, 'main', { file: new File([file], 'renderer.zip') });
    return file;
  }

  it('tries, renders, updates and buys', async () => {
    const file = await offerAll();
    const user = newUser();
    expect(await renderer(user)).toEqual([2, expect.stringContaining('renderer trial')]);
    expect(await renderer(user, 'license')).toEqual([0, 'Not licensed: no_license_key\n']);
    expect(await renderer(user, 'trial')).toEqual([0, 'Your trial has started.\n']);
    expect(await renderer(user, 'render')).toEqual([0, 'Rendered 1920 pixels, 0 renders left.\n']);
    expect(await renderer(user, 'render')).toEqual([1, 'No renders are left.\n']);

    const target = join(user.HOME, 'renderer.zip');
    expect(await renderer(user, 'update', target)).toEqual([0, `Version 1.1.0 is verified: ${target}\n`]);
    expect(await readFile(target)).toEqual(file);

    const { key } = await issueLicense();
    expect(await renderer(user, 'activate', key)).toEqual([
      0,
      'Licensed to you: valid\nMore: https://example.com/buy\n',
    ]);
    expect(await renderer(user, 'release')).toEqual([0, 'The seat of this device is free.\n']);
  });
});

describe('desktop', () => {
  it('shows in its window what the license allows, and what changes while it runs', async () => {
    const { id, key } = await issueLicense();
    const editor = Program.start(join(sdk.folder, 'examples/desktop/editor.mjs'), [], newUser());
    try {
      await editor.prints('[license] Type your license key');
      editor.type('save');
      await editor.prints('[editor] saved as a draft');
      editor.type('activate NO-SUCH-KEY');
      await editor.prints('[error] License not found');
      editor.type(`activate ${key}`);
      await editor.prints('[editor] ready, with export');
      editor.type('export');
      await editor.prints('[editor] exported');
      await server.asAdmin('PATCH', `/api/v1/licenses/${id}`, { body: { state: 'revoked' } });
      editor.type('check');
      await editor.prints('[license] Your license was revoked');
      editor.type('export');
      await editor.prints('[editor] not in your edition');
      editor.type('close');
      expect([await editor.ended(), editor.errors]).toEqual([0, '']);
    } finally {
      editor.kill();
    }
  });

  it('shows how to do it in Electron', async () => {
    const [main, preload] = samplesIn('examples/desktop/README.md').filter(({ language }) => language === 'js');
    const { key } = await issueLicense();
    const folder = 'examples/desktop';
    await sdk.write(`${folder}/main.cjs`, main?.text ?? '');
    await sdk.write(`${folder}/preload.cjs`, preload?.text ?? '');
    await sdk.write(`${folder}/node_modules/electron/index.js`, ELECTRON);
    const program = join(sdk.folder, folder, 'main.cjs');
    const [code, output] = await Program.run(program, [], { ...newUser(), KEY: key });
    expect(output.trim().split('\n')).toEqual([
      'at first must_connect',
      'refused NOT_FOUND LicenseRefusedError false',
      'changed valid',
      'activated valid',
      'waits',
      'quits',
    ]);
    expect(code).toBe(0);
  });
});

/** The part of Electron that the sample uses. The page activates the license. */
const ELECTRON = `
  const { EventEmitter } = require('node:events');
  const { licenseOver } = require('@keyward/sdk/dialog');
  const [handlers, toWindow, app] = [new Map(), new EventEmitter(), new EventEmitter()];
  const exposed = {};
  app.quit = () => {
    let isPrevented = false;
    app.emit('will-quit', { preventDefault: () => (isPrevented = true) });
    console.log(isPrevented ? 'waits' : 'quits');
  };
  class BrowserWindow {
    constructor({ webPreferences }) { require(webPreferences.preload); }
    webContents = { send: (channel, value) => toWindow.emit(channel, {}, structuredClone(value)) };
    async loadFile() {
      const license = await licenseOver(exposed.licenseBridge);
      license.on('change', ({ kind }) => console.log('changed', kind));
      console.log('at first', license.state.kind);
      await license.activate('NO-SUCH-KEY').catch(({ code, name, isUnreachable }) => {
        console.log('refused', code, name, isUnreachable);
      });
      await license.activate(process.env.KEY);
      console.log('activated', license.state.kind);
      app.quit();
    }
  }
  module.exports = {
    app: Object.assign(app, { whenReady: async () => undefined, getPath: () => process.env.HOME }),
    BrowserWindow,
    contextBridge: { exposeInMainWorld: (name, api) => (exposed[name] = api) },
    ipcMain: { handle: (channel, handler) => handlers.set(channel, handler) },
    ipcRenderer: {
      invoke: async (channel, ...values) => structuredClone(await handlers.get(channel)({}, ...structuredClone(values))),
      on: (channel, listener) => toWindow.on(channel, listener),
    },
  };`;

describe('web-page', () => {
  interface Element {
    hidden: boolean;
    textContent: string;
    elements: { key: { value: string } };
    submit(): Promise<void>;
  }

  /** A page of the example with a memory of its own. */
  class Page {
    readonly form = element();
    readonly program = element();
    readonly message = element();

    constructor(private readonly entries: Map<string, string>) {}

    async open(folder: string): Promise<void> {
      const globals = {
        ...webGlobals(),
        document: {
          querySelector: (name: string) =>
            ({ '#activation': this.form, '#program': this.program })[name] ?? this.message,
        },
        localStorage: {
          getItem: (name: string) => this.entries.get(name) ?? null,
          setItem: (name: string, text: string) => this.entries.set(name, text),
          removeItem: (name: string) => this.entries.delete(name),
        },
      };
      await runInContext(`(async () => { ${await bundled(folder)} })()`, createContext(globals));
    }
  }

  function element(): Element {
    let submit: (event: object) => Promise<void> = () => Promise.reject(new Error('There is no listener'));
    const made = {
      hidden: true,
      textContent: '',
      elements: { key: { value: '' } },
      addEventListener: (_name: string, listener: typeof submit) => (submit = listener),
      submit: () => submit({ preventDefault: () => undefined }),
    };
    return made;
  }

  async function bundled(folder: string): Promise<string> {
    const { outputFiles } = await build({
      entryPoints: [join(sdk.folder, folder, 'web-page/page.mjs')],
      bundle: true,
      format: 'esm',
      target: 'es2022',
      write: false,
    });
    return outputFiles.map(({ text }) => text).join('');
  }

  function webGlobals(): Record<string, unknown> {
    const names =
      'AbortController AbortSignal atob Blob btoa clearTimeout crypto fetch File FormData Headers queueMicrotask ReadableStream ' +
      'Response setTimeout structuredClone TextDecoder TextEncoder URL URLSearchParams';
    return Object.fromEntries(names.split(' ').map((name) => [name, Reflect.get(globalThis, name)]));
  }

  it('asks for the key, remembers it, and works offline', async () => {
    const [storage, { key }] = [new Map<string, string>(), await issueLicense()];
    const page = new Page(storage);
    await page.open('examples');
    expect([page.form.hidden, page.program.hidden]).toEqual([false, true]);

    page.form.elements.key.value = 'NO-SUCH-KEY';
    await page.form.submit();
    expect([page.program.hidden, page.message.textContent]).toEqual([true, 'License not found']);

    page.form.elements.key.value = key;
    await page.form.submit();
    expect([page.form.hidden, page.program.hidden, page.message.textContent]).toEqual([true, false, '']);

    const later = new Page(storage);
    await later.open('offline');
    expect([later.form.hidden, later.program.hidden]).toEqual([true, false]);
  });

  it('is built by its own script', async () => {
    const folder = join(sdk.folder, 'examples/web-page');
    const { scripts } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    const [program, ...args] = scripts.build.split(' ');
    expect(program).toBe('esbuild');
    await promisify(execFile)(join(PROJECT, 'node_modules/.bin/esbuild'), args, { cwd: folder });
    expect(await readFile(join(folder, 'index.html'), 'utf8')).toContain('src="dist/page.js"');
    expect(await readdir(join(folder, 'dist'))).toContain('page.js');
  });

  it('shows how to do it in React', async () => {
    const [sample] = samplesIn('examples/web-page/README.md').filter(({ language }) => language === 'jsx');
    const file = await sdk.write('react/program.jsx', `${REACT}${sample?.text}`);
    await build({
      entryPoints: [file],
      outfile: join(sdk.folder, 'react/program.mjs'),
      bundle: true,
      platform: 'neutral',
      mainFields: ['module', 'main'],
      jsxFactory: 'h',
      // As small as React, and compatible.
      alias: { react: 'preact/compat' },
      nodePaths: [join(PROJECT, 'node_modules')],
    });
    const shown = ['<i>no_license_key</i>', '<b>export</b>', '<i>REVOKED</i>'];
    expect(await sdk.run('react/program.mjs', {})).toEqual(shown);
  });
});

/** Renders the components of the sample for licenses in several states. */
const REACT = `
  import { h } from 'preact';
  import { renderToString } from 'preact-render-to-string';
  const Editor = ({ features }) => <b>{features.join()}</b>;
  const Activation = ({ reason }) => <i>{reason}</i>;
  const states = [
    { usable: false, reason: 'no_license_key' },
    { usable: true, features: ['export'] },
    { usable: false, reason: 'REVOKED' },
  ];
  const shown = states.map((state) => renderToString(<Program license={{ state, on: () => () => undefined }} />));
  console.log(JSON.stringify(shown));`;

describe('admin-script', () => {
  it('issues the licenses of a file once, lists those that expire, and revokes one', async () => {
    const { body } = await server.asAdmin('POST', '/api/v1/api-keys', { body: { name: 'script', kind: 'internal' } });
    const environment = { KEYWARD_URL: baseUrl, KEYWARD_API_KEY: body.key };
    const script = (...args: string[]): Promise<[number, string]> =>
      Program.run(join(sdk.folder, 'examples/admin-script/licenses.mjs'), args, environment);
    const file = await sdk.write(
      'customers.csv',
      'email,name,seats\nada@example.com,Ada Lovelace,3\nbob@example.com,Bob,1\n',
    );

    const [code, issued] = await script('issue', file);
    expect([code, issued]).toEqual([0, expect.stringMatching(/^ada@example\.com,\S+\nbob@example\.com,\S+\n$/)]);
    expect(await script('issue', file)).toEqual([0, issued]);

    const key = /ada@example\.com,(\S+)/.exec(issued)?.[1] ?? '';
    const [license] = (await server.asAdmin('GET', `/api/v1/licenses?key=${key}`)).body.items;
    expect(license).toMatchObject({ max_activations: 3, product: PRODUCT });
    const expiresAt = new Date(Date.now() + 5 * DAY).toISOString();
    await server.asAdmin('PATCH', `/api/v1/licenses/${license.id}`, { body: { expires_at: expiresAt } });
    expect(await script('expiring', '30')).toEqual([0, `${expiresAt},${key}\n`]);
    expect(await script('revoke', key)).toEqual([0, `${key}: revoked\n`]);
  });

  it('says what went wrong in one line', async () => {
    const environment = { KEYWARD_URL: baseUrl, KEYWARD_API_KEY: 'nonsense' };
    const script = join(sdk.folder, 'examples/admin-script/licenses.mjs');
    const [code, output] = await Program.run(script, ['expiring', '30'], environment);
    expect([code, output]).toEqual([
      1,
      expect.stringMatching(/^AuthenticationError: GET .+ \(401 [A-Z_]+, request .+\)\n$/),
    ]);
    expect((await Program.run(script, [], environment))[1]).toContain('licenses issue <customers.csv>');
  });
});

describe('administrator', () => {
  /** More than a page of each list. */
  const COUNT = IS_DEEP ? 500 : 120;
  const TENTH = COUNT / 10;
  const TASKS = [
    'The product is my-program',
    'Two policies: 2 seats, and 5 with export',
    `${COUNT} customers are imported`,
    `${COUNT} licenses are issued, ${COUNT} customers have one`,
    'Issued again, it is the same license: true',
    'The license of subscription 42 is unused, its plan basic',
    `An extension of the plan would change ${TENTH} licenses`,
    `The extension is done: ${TENTH} changed, 0 failed`,
    `${TENTH} licenses expire within 30 days`,
    'Renewed for 365 days',
    'Upgraded from 2 seats to 5',
    'Lost laptop is free again: 0 seats in use',
    'Why the program is refused: usable false, DISABLED',
    'Paid: active',
    'A leaked key is replaced, the old one still finds the license: true',
    'Refunded: revoked',
    'A second customer of the same reference is refused: 409 CONFLICT',
    'Exported; 1 of the licenses is revoked',
    `Events: ${COUNT} issued, revoked the refunded one`,
    'The audit log has the invoice: license.extended, Renewed',
  ];
  const FORBIDDEN = /\bas\b|\bany\b|@ts-|eslint|!(?=[.;,)\]])/;

  it('has neither casts nor any nor other ways around its types', async () => {
    const source = await readFile(join(PROJECT, 'examples/administrator/administrator.ts'), 'utf8');
    const code = source.replace(/\/\/.*|\/\*[^]*?\*\//g, '');
    expect(code.split('\n').filter((line) => FORBIDDEN.test(line))).toEqual([]);
    const { compilerOptions } = JSON.parse(
      await readFile(join(PROJECT, 'examples/administrator/tsconfig.json'), 'utf8'),
    );
    expect(compilerOptions).toMatchObject({ strict: true, exactOptionalPropertyTypes: true });
  });

  it('compiles, and does its twenty tasks', async () => {
    const folder = 'examples/administrator';
    expect(await sdk.project(folder)).toBe('');
    const environment = { KEYWARD_URL: baseUrl, KEYWARD_PASSWORD: ADMIN_PASSWORD };
    const file = join(sdk.folder, 'administrator.csv');
    const script = Program.run(join(sdk.folder, folder, 'dist/administrator.js'), [file, String(COUNT)], environment);
    const [code, output] = await runQueuedDuring(server, RUN_BACKGROUND_JOBS, script);
    expect(output.trim().split('\n')).toEqual(TASKS.map((task, index) => `${index + 1}. ${task}`));
    expect(code).toBe(0);
    expect((await readFile(file, 'utf8')).trim().split('\n')).toHaveLength(COUNT);
  });
});
