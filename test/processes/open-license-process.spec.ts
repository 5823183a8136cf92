import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { changed, issued } from '../testkit/issue';
import { TestServer } from '../testkit/server';
import { publishedKeys } from '../support/signed';
import { InstalledSdk } from '../sdk/support/installed-sdk';

const HOUR = 3_600_000;

const PROGRAM = `
  const [,, baseUrl, publicKey, licenseKey, device, task] = process.argv;
  openLicense({ baseUrl, product: 'v2-default', keys: [publicKey], store: fileStore(device), device, floating: true })
    .then(async (license) => {
      await license.activate(licenseKey);
      console.log(JSON.stringify({ kind: license.state.kind, error: license.lastError?.code }));
      if (task === 'run') setInterval(() => undefined, 1000);
    });
`;

/** Opens its license, says how it is, and closes it: all within a second. */
const BRIEF_PROGRAM = `
  import { fileStore, openLicense } from '@keyward/sdk';
  const [,, baseUrl, publicKey, device, hours, licenseKey] = process.argv;
  const now = () => Date.now() + hours * ${HOUR};
  const license = await openLicense({ baseUrl, product: 'v2-default', keys: [publicKey], store: fileStore(device), device, now });
  if (licenseKey) await license.activate(licenseKey);
  const { kind, reason } = license.state;
  await license.close();
  console.log(JSON.stringify({ kind, reason }));
`;

let server: TestServer;
let sdk: InstalledSdk;
let baseUrl: string;
let publicKey: string;
const running: ChildProcess[] = [];

beforeAll(async () => {
  server = await TestServer.start();
  baseUrl = await server.listen();
  publicKey = (await publishedKeys(server)).keys[0]?.x ?? '';
  sdk = await InstalledSdk.create();
  await sdk.write('program.cjs', `const { fileStore, openLicense } = require('@keyward/sdk'); ${PROGRAM}`);
  await sdk.write('program.mjs', `import { fileStore, openLicense } from '@keyward/sdk'; ${PROGRAM}`);
  await sdk.write('brief.mjs', BRIEF_PROGRAM);
});
afterEach(async () => {
  await Promise.all(running.splice(0).map(killed));
  server.clock.reset();
});
afterAll(() => Promise.all([server.stop(), sdk.remove()]));

interface Started {
  program: ChildProcess;
  /** What it prints once it has asked for a seat. */
  state: { kind: string; error?: string };
}

async function start(file: string, key: string, device: string, task: 'run' | 'end'): Promise<Started> {
  const args = [join(sdk.folder, file), baseUrl, publicKey, key, device, task];
  const program = spawn(process.execPath, args, { cwd: sdk.folder, stdio: ['ignore', 'pipe', 'inherit'] });
  running.push(program);
  const [line] = (await once(program.stdout, 'data')) as [Buffer];
  return { program, state: JSON.parse(line.toString()) };
}

async function killed(program: ChildProcess): Promise<void> {
  if (program.exitCode === null && program.signalCode === null) {
    program.kill('SIGKILL');
    await once(program, 'exit');
  }
}

async function sessionsOf(license: { id: string }): Promise<number> {
  const { body } = await server.asAdmin('GET', '/api/v1/license-sessions', { query: { license: license.id } });
  return body.items.filter((session: { ended_at: string | null }) => session.ended_at === null).length;
}

/** Runs the brief program some hours after now. */
async function runAfter(hours: number, device: string, licenseKey = ''): Promise<{ kind: string; reason?: string }> {
  server.clock.reset();
  server.clock.advance(hours * HOUR);
  const args = [join(sdk.folder, 'brief.mjs'), baseUrl, publicKey, device, String(hours), licenseKey];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: sdk.folder });
  return JSON.parse(stdout);
}

describe('a program that runs for less than a second', () => {
  it('receives a revocation at its first start after the next check is due', async () => {
    const license = await issued(server);
    expect(await runAfter(0, 'brief desk', license.key)).toEqual({ kind: 'valid' });
    await changed(server, license, { state: 'revoked' });
    expect(await runAfter(0.5, 'brief desk')).toEqual({ kind: 'valid' });
    expect(await runAfter(1.1, 'brief desk')).toEqual({ kind: 'refused', reason: 'REVOKED' });
    expect(await runAfter(1.2, 'brief desk')).toEqual({ kind: 'refused', reason: 'REVOKED' });
  });

  it('checks in, so that a policy with a check-in interval does not lock it out', async () => {
    const policy_overrides = { check_in_interval: 6 * 3_600, heartbeat_interval: 8 * 3_600 };
    const { key } = await issued(server, { policy_overrides });
    expect(await runAfter(0, 'frequent desk', key)).toEqual({ kind: 'valid' });
    for (const hours of [2, 4, 6, 8, 12]) {
      expect(await runAfter(hours, 'frequent desk')).toEqual({ kind: 'valid' });
    }
  });
});

it.each(['program.cjs', 'program.mjs'])('%s ends by itself, and its session with it', async (file) => {
  const license = await issued(server, { max_activations: null, max_sessions: 1 });
  const { program, state } = await start(file, license.key, 'desk', 'end');
  expect(state).toEqual({ kind: 'valid' });
  if (program.exitCode === null) {
    await once(program, 'exit');
  }
  expect(program.exitCode).toBe(0);
  expect(await sessionsOf(license)).toBe(0);
});

it('frees the seat of a killed program when its lease ends', async () => {
  const license = await issued(server, { max_activations: null, max_sessions: 1 });
  const { program, state } = await start('program.mjs', license.key, 'desk', 'run');
  expect(state).toEqual({ kind: 'valid' });
  await killed(program);
  expect((await start('program.mjs', license.key, 'laptop', 'end')).state).toEqual({
    kind: 'must_connect',
    error: 'SESSIONS_EXHAUSTED',
  });
  server.clock.advance(61_000);
  expect((await start('program.mjs', license.key, 'tablet', 'end')).state).toEqual({ kind: 'valid' });
});
