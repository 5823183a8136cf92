import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RUN_BACKGROUND_JOBS } from '../../src/core/platform/background-jobs/run-background-jobs';
import { ADMIN_PASSWORD } from '../testkit/credentials';
import { runQueuedDuring } from '../testkit/jobs';
import { samplesIn } from '../support/samples';
import { TestServer } from '../testkit/server';
import { publishedKeys } from '../support/signed';
import { InstalledSdk } from '../sdk/support/installed-sdk';

const SAMPLES = ['README.md', 'sdk/README.md', 'docs/other-languages.md']
  .flatMap((page) => samplesIn(page).map((sample) => ({ ...sample, page })))
  .filter(({ language }) => language === 'ts')
  .map(({ page, heading, text }, index) => ({
    name: `${page}: ${heading} (${index})`,
    // A newly initialized project has no types for Node's modules.
    file: `${text.includes("from 'node:") ? 'with-node' : 'plain'}/sample-${index}.mts`,
    text,
  }));

let server: TestServer;
let sdk: InstalledSdk;
let baseUrl: string;
let apiKey: string;
let end: () => void = () => undefined;
let jobs: Promise<void>;
beforeAll(async () => {
  server = await TestServer.start();
  baseUrl = await server.listen();
  apiKey = (await server.asAdmin('POST', '/api/v1/api-keys', { body: { name: 'samples', kind: 'internal' } })).body.key;
  jobs = runQueuedDuring(server, RUN_BACKGROUND_JOBS, new Promise((resolve) => (end = resolve)));
  sdk = await InstalledSdk.create();
  await sdk.initialize();
  await Promise.all(SAMPLES.map(({ file, text }) => sdk.write(file, text)));
});
afterAll(async () => {
  end();
  await jobs;
  await Promise.all([server.stop(), sdk.remove()]);
});

it('finds the samples', () => {
  expect(SAMPLES.filter(({ name }) => name.startsWith('README.md'))).toHaveLength(1);
  expect(SAMPLES.length).toBeGreaterThan(13);
});

describe('in a project made by npm init and tsc --init', () => {
  it.each([
    ['plain', []],
    ['with-node', ['--types', 'node']],
  ])(
    'every sample compiles unchanged: %s',
    async (folder, options) => {
      expect(await sdk.build(folder, '--strict', '--exactOptionalPropertyTypes', ...options)).toBe('');
    },
    60_000,
  );

  it.each(SAMPLES)('$name runs', async ({ file }) => {
    const program = join(sdk.folder, file.replace(/mts$/, 'mjs'));
    await writeFile(program, await filledIn(readFileSync(program, 'utf8')));
    await sdk.execute(program);
  });
});

/** Replaces the placeholders of a sample. */
async function filledIn(program: string): Promise<string> {
  const { body } = await server.asAdmin('POST', '/api/v1/licenses', { body: { product: 'v2-default' } });
  const blanks: Record<string, string> = {
    'http://localhost:8080': baseUrl,
    'YOUR API KEY': apiKey,
    'YOUR LICENSE KEY': body.key,
    'YOUR PASSWORD': ADMIN_PASSWORD,
    'YOUR SYSTEM KEY': server.systemKey,
    'YOUR PUBLIC KEY': String((await publishedKeys(server)).keys[0]?.x),
  };
  return Object.entries(blanks).reduce((text, [blank, value]) => text.replaceAll(blank, value), program);
}
