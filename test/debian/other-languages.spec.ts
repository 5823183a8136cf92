import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { readLicenseFile, TrustedKeys } from '../../sdk/src/signed';
import { SIGNED_UPDATE } from '../../src/core/platform/signing-keys/signed-types';
import { activate, changed, deactivate, issued, validate } from '../testkit/issue';
import { ranGoProgram } from '../conformance/go-client';
import { freePort } from '../support/free-port';
import { LANGUAGES, LicenseReaders, type ReadTask } from '../support/license-readers';
import { cases } from '../testkit/sample';
import { samplesIn } from '../support/samples';
import { TestServer } from '../testkit/server';
import { until } from '../testkit/until';
import { fixedKey, signAs } from '../vectors/signing';

const NONCE = 'n'.repeat(32);
const CHANGES = 400;
const DAY = 86_400_000;
/** Nobody listens there. */
const GONE = 'http://127.0.0.1:9';

let server: TestServer;
let address: string;
let folder: string;
let readers: LicenseReaders;
let pinned: string[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-languages-'));
  [server, readers] = await Promise.all([TestServer.start(), LicenseReaders.build(folder)]);
  address = await server.listen();
  pinned = (await server.call('GET', '/.well-known/jwks.json')).body.keys.map(({ x }: { x: string }) => x);
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

describe('what a running server signs', () => {
  let tasks: ReadTask[];
  beforeAll(async () => {
    tasks = await signedByServer();
  });

  it.each(LANGUAGES)('%s accepts', async (language) => {
    const outcomes = await readers.read(language, tasks);
    expect(outcomes).toEqual(tasks.map(() => ({ claims: expect.objectContaining({ product: 'v2-default' }) })));
  });

  it.each(LANGUAGES)('%s accepts whatever the claims are', async (language) => {
    const tasks = signedAtRandom();
    const outcomes = await readers.read(language, tasks);
    expect(outcomes.filter((outcome) => !('claims' in outcome))).toEqual([]);
    const altered = await readers.read(language, changedBits(tasks));
    expect(altered.filter((outcome) => 'claims' in outcome)).toEqual([]);
  });

  it('the SDK accepts', async () => {
    const outcomes = await readBySdk(tasks);
    expect(outcomes).toEqual(tasks.map(() => expect.objectContaining({ product: 'v2-default' })));
  });

  it.each(LANGUAGES)('%s refuses when any bit is changed', async (language) => {
    const outcomes = await readers.read(language, changedBits(tasks));
    expect(outcomes.filter((outcome) => 'claims' in outcome)).toEqual([]);
  });

  it('the SDK refuses when any bit is changed', async () => {
    const outcomes = await readBySdk(changedBits(tasks));
    expect(outcomes.filter((outcome) => outcome !== undefined)).toEqual([]);
  });
});

/** Signed answers and license files for several licenses and devices. */
async function signedByServer(): Promise<ReadTask[]> {
  const tasks: ReadTask[] = [];
  for (const [index, fingerprint] of ['b1946ac92492d2347c6235b4d2611184', 'gerät "1" / ☃', 'fp'.repeat(43)].entries()) {
    const { id, key } = await issued(server, { features: ['export', `größer ${index}`], max_activations: 5 });
    const asked = { product: 'v2-default', license_key: key, fingerprint, nonce: NONCE, now: nowInSeconds() };
    const activated = await activate(server, key, fingerprint, { nonce: NONCE });
    const validated = await validate(server, key, fingerprint, { nonce: NONCE });
    const elsewhere = await validate(server, key, 'elsewhere', { nonce: NONCE });
    tasks.push(
      { vectors: 'verdicts', pinned, case: { jws: activated.body.signed, request: { ...asked, op: 'activate' } } },
      { vectors: 'verdicts', pinned, case: { jws: validated.body.signed, request: { ...asked, op: 'validate' } } },
      {
        vectors: 'verdicts',
        pinned,
        case: { jws: elsewhere.body.signed, request: { ...asked, op: 'validate', fingerprint: 'elsewhere' } },
      },
    );
    for (const body of [
      { hardware_id: fingerprint },
      { hardware_id: fingerprint, encrypted: true },
      { encrypted: true },
      {},
    ]) {
      const { file } = (await server.asAdmin('POST', `/api/v1/licenses/${id}/files`, { body })).body;
      tasks.push({ vectors: 'license-files', pinned, case: { file, device: asked } });
    }
  }
  return tasks;
}

/** Things that the server might sign, with its own function. */
function signedAtRandom(): ReadTask[] {
  const key = fixedKey('first');
  const values = fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean(), fc.constant(null));
  const claims = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.oneof(values, fc.array(values)));
  return fc.sample(claims, cases(CHANGES)).map((sample) => {
    return { vectors: 'updates', pinned: [key.publicKey], case: { jws: signAs(key, SIGNED_UPDATE, sample) } };
  });
}

function nowInSeconds(): number {
  return Math.floor(server.clock.now().getTime() / 1000);
}

function changedBits(tasks: readonly ReadTask[]): ReadTask[] {
  const places = fc.record({
    task: fc.constantFrom(...tasks),
    place: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    bit: fc.nat(7),
  });
  return fc.sample(places, cases(CHANGES)).map(({ task, place, bit }) => {
    const vector = task.case as { jws?: string; file?: string };
    const name = vector.jws === undefined ? 'file' : 'jws';
    return { ...task, case: { ...vector, [name]: withBitChanged(vector[name] ?? '', place, bit) } };
  });
}

/** Line ends and marks of a file say nothing. */
function withBitChanged(text: string, place: number, bit: number): string {
  const bytes = Buffer.from(text);
  const isFile = text.startsWith('-----');
  const letters = [...text.matchAll(/[A-Za-z0-9+/]+(?==*\n)/g)].flatMap(({ 0: line, index }) =>
    Array.from(line, (_, offset) => index + offset),
  );
  const places = isFile ? letters : [...bytes.keys()];
  const index = places[Math.floor(place * places.length)] ?? 0;
  bytes[index] = (bytes[index] ?? 0) ^ (1 << bit);
  return bytes.toString('latin1');
}

/** The claims; undefined for what is not trusted. */
async function readBySdk(tasks: readonly ReadTask[]): Promise<unknown[]> {
  const keys = new TrustedKeys(pinned);
  return Promise.all(
    tasks.map(async (task) => {
      const { jws, file, device } = task.case as { jws?: string; file?: string; device?: Record<string, string> };
      const secrets = { licenseKey: device?.license_key ?? '', fingerprint: device?.fingerprint ?? '' };
      const read =
        jws === undefined ? readLicenseFile(file ?? '', keys, secrets) : keys.verify(jws, 'keyward-verdict+jws');
      return read.catch(() => undefined);
    }),
  );
}

it('OpenSSL verifies a signed answer as the page says', async () => {
  const [commands] = samplesIn('docs/other-languages.md').filter(({ heading }) => heading === 'Verify a JWS');
  const here = join(folder, 'by hand');
  mkdirSync(here);
  symlinkSync(join(__dirname, '..'), join(here, 'test'));
  const { stdout } = await promisify(execFile)('bash', ['-e', '-c', commands?.text ?? ''], { cwd: here });
  expect(stdout).toBe('Signature Verified Successfully\n');
});

it.each([
  ['docs/other-languages.md', 'python'],
  ['docs/other-languages.md', 'php'],
  ['docs/other-languages.md', 'go'],
  ['sdk/python/README.md', 'python'],
  ['sdk/php/README.md', 'php'],
  ['sdk/go/README.md', 'go'],
] as const)(
  'the program of %s in %s is licensed as pasted',
  async (page, language) => {
    const { key } = await issued(server, { max_activations: 2 });
    const [sample] = samplesIn(page).filter((each) => each.language === language);
    const home = mkdtempSync(join(folder, 'home-'));
    const program = (sample?.text ?? '')
      .replace('http://localhost:8080', address)
      .replace('YOUR PUBLIC KEY', pinned[0] ?? '')
      .replace('YOUR LICENSE KEY', key)
      .replace('/var/lib/my-program', home);
    expect(program).toContain(key);
    const output = await readers.pasted(language, program, home);
    expect(output).toMatch(/^valid\b/m);
  },
  120_000,
);

it('the shop of sdk/go/README.md issues, extends and revokes a license as pasted', async () => {
  const { body } = await server.asAdmin('POST', '/api/v1/api-keys', { body: { name: 'shop in Go', kind: 'internal' } });
  const [sample] = samplesIn('sdk/go/README.md').filter(
    ({ heading, language }) => heading === 'Sell licenses' && language === 'go',
  );
  const program = (sample?.text ?? '').replace('http://localhost:8080', address).replace('YOUR API KEY', body.key);
  const { stdout, stderr } = await ranGoProgram(program, mkdtempSync(join(folder, 'shop-')));
  const [, key = ''] = /license key is (\S+)/.exec(stdout) ?? [];
  expect(stderr).toBe('');
  expect(await server.sdk.licenses.get(key)).toMatchObject({ status: 'revoked', max_activations: 3 });
});

it('the service in Go answers while it is licensed, and frees its floating seat when it is told to stop', async () => {
  const { id, key } = await issued(server, { max_sessions: 1, features: ['export'] });
  const listen = `127.0.0.1:${await freePort()}`;
  const service = readers.service({
    KEYWARD_URL: address,
    KEYWARD_PRODUCT: 'v2-default',
    KEYWARD_PUBLIC_KEY: pinned.join(),
    LICENSE_KEY: key,
    LISTEN: listen,
  });
  const ended = once(service, 'exit');
  await until('it answers', () =>
    fetch(`http://${listen}`).then(
      async (answer) => (await answer.text()) === 'Licensed: [export]\n',
      () => false,
    ),
  );
  service.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  const { items } = (await server.asAdmin('GET', `/api/v1/license-sessions?license=${id}&running=true`)).body;
  expect(items).toEqual([]);
});

describe.each(LANGUAGES)('a program in %s', (language) => {
  const desk = `desk with ${language}`;
  const start = async (key: string, settings: Record<string, string> = {}, machine = desk) =>
    readers.program(language, machine, {
      KEYWARD_URL: address,
      KEYWARD_PRODUCT: 'v2-default',
      KEYWARD_PUBLIC_KEY: pinned.join(),
      LICENSE_KEY: key,
      ...settings,
    });

  it('activates, runs, and runs on without the server, until the license is disabled', async () => {
    const license = await issued(server, { features: ['export'], max_activations: 1 });
    expect(await start(license.key)).toEqual({ code: 0, output: expect.stringMatching(/^Licensed: .*export/) });
    expect(await start(license.key, { KEYWARD_URL: GONE })).toEqual({
      code: 0,
      output: expect.stringMatching(/^No answer that counts.*\nLicensed: .*export/s),
    });
    await changed(server, license, { state: 'disabled' });
    expect(await start(license.key)).toEqual({ code: 1, output: expect.stringContaining('DISABLED') });
  });

  it('asks its user to connect when the last answer is overdue', async () => {
    const { key } = await issued(server);
    server.clock.advance(-3 * DAY);
    const { code, output } = await start(key);
    server.clock.advance(3 * DAY);
    expect({ code, output }).toEqual({ code: 0, output: expect.stringMatching(/^Licensed: /) });
    expect(await start(key, { KEYWARD_URL: GONE })).toEqual({
      code: 0,
      output: expect.stringMatching(/^Please connect before \d{4}-.*: unreachable$/m),
    });
  });

  it('warns its developer of a store that cannot be written', async () => {
    const { key } = await issued(server);
    const { code, output } = await start(key, { LICENSE_STORE: join(__filename, 'license') });
    expect({ code, output }).toEqual({
      code: 0,
      output: expect.stringMatching(/store cannot be written|not remembered in/),
    });
  });

  it('remembers a refusal at its next start without the server, until the server says yes', async () => {
    const license = await issued(server);
    const offline = { KEYWARD_URL: GONE };
    expect(await start(license.key)).toMatchObject({ code: 0 });
    server.clock.advance(1_000);
    await changed(server, license, { state: 'disabled' });
    expect(await start(license.key)).toMatchObject({ code: 1 });
    expect(await start(license.key, offline)).toEqual({
      code: 1,
      output: expect.stringMatching(/Not licensed: DISABLED/),
    });
    await changed(server, license, { state: 'active' });
    server.clock.advance(1_000);
    expect(await start(license.key)).toMatchObject({ code: 0 });
    expect(await start(license.key, offline)).toMatchObject({ code: 0 });
  });

  it('runs by a license file that was issued after a refusal, and by one for any device that has no seat', async () => {
    const license = await issued(server, { state: 'disabled' });
    const path = join(folder, `${language} later.txt`);
    const fileFor = async (body: object) => {
      server.clock.advance(1_000);
      const { status, body: issuedFile } = await server.asAdmin('POST', `/api/v1/licenses/${license.id}/files`, {
        body,
      });
      expect(status).toBe(201);
      writeFileSync(path, issuedFile.file);
    };
    const run = (url: string) => start(license.key, { KEYWARD_URL: url, LICENSE_FILE: path });
    expect(await run(address)).toMatchObject({ code: 1, output: expect.stringContaining('DISABLED') });
    await changed(server, license, { state: 'active', max_activations: 1 });
    await fileFor({ hardware_id: desk });
    expect(await run(GONE)).toMatchObject({ code: 0 });

    await deactivate(server, license.key, desk);
    await activate(server, license.key, 'another desk');
    await fileFor({});
    server.clock.advance(1_000);
    expect(await run(address)).toMatchObject({ code: 0 });
    expect(await run(GONE)).toMatchObject({ code: 0 });
  });

  it('is not licensed by a copy of what it remembers, nor by a server with other keys', async () => {
    const license = await issued(server, { max_activations: 1 });
    expect(await start(license.key)).toMatchObject({ code: 0 });
    const copy = await start(license.key, { KEYWARD_URL: GONE }, 'another desk');
    expect(copy).toEqual({ code: 1, output: expect.stringMatching(/Not licensed: no_answer/) });
    const foreign = await start(license.key, { KEYWARD_PUBLIC_KEY: 'A'.repeat(43) });
    expect(foreign).toEqual({ code: 1, output: expect.stringContaining('unknown_key') });
  });

  it('activates a second device of a license with two seats', async () => {
    const license = await issued(server, { max_activations: 2 });
    expect(await start(license.key)).toMatchObject({ code: 0 });
    expect(await start(license.key, {}, 'another desk')).toMatchObject({ code: 0 });
  });

  it('does not run by what it remembers when its seat has gone to another device', async () => {
    const license = await issued(server, { max_activations: 1 });
    expect(await start(license.key)).toMatchObject({ code: 0 });
    expect(await deactivate(server, license.key, desk)).toMatchObject({ status: 200 });
    expect(await start(license.key, {}, 'another desk')).toMatchObject({ code: 0 });
    const { code, output } = await start(license.key);
    expect(code).toBe(1);
    expect(output).toMatch(/Not activated.*SEATS_EXHAUSTED.*Not licensed: NOT_ACTIVATED/s);
  });

  it('runs with the server only if its policy allows no use without it', async () => {
    const license = await issued(server, { policy_overrides: { offline_days: 0 } });
    expect(await start(license.key)).toEqual({ code: 0, output: expect.stringMatching(/Licensed/) });
    expect(await start(license.key, { KEYWARD_URL: GONE })).toMatchObject({ code: 1 });
  });

  it('follows a rotation of the key that it pins, and runs without the server then', async () => {
    const license = await issued(server);
    const { status } = await server.asAdmin('POST', '/api/v1/signing-keys');
    expect(status).toBe(201);
    expect(await start(license.key)).toMatchObject({ code: 0 });
    expect(await start(license.key, { KEYWARD_URL: GONE })).toMatchObject({ code: 0 });
  });
});
