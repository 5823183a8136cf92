import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { PROJECT_DIR } from '../../src/core/common/project';

// In deep runs alone: it installs schemathesis, and sends requests for minutes.

/** The version of docs/security/tools.md. */
const VERSION = '4.32.5';
const SECONDS = Number(process.env.SCHEMATHESIS_SECONDS ?? 900);
/** Its code of an answer that is the failure of a server. */
const SERVER_ERROR = /^ +❌ ST101\b.*$/m;

jest.setTimeout((SECONDS + 600) * 1000);

let environment: string;
beforeAll(() => {
  environment = mkdtempSync(join(tmpdir(), 'keyward-schemathesis-'));
  for (const command of [
    ['python3', '-m', 'venv', environment],
    [join(environment, 'bin/pip'), 'install', '--quiet', `schemathesis==${VERSION}`],
  ]) {
    const [program = '', ...args] = command;
    expect(spawnSync(program, args, { encoding: 'utf8' })).toMatchObject({ status: 0 });
  }
});
afterAll(() => rmSync(environment, { recursive: true, force: true }));

it('no request that the document describes, or nearly describes, makes the server fail', async () => {
  const args = [join(PROJECT_DIR, 'scripts/security.mjs'), 'schemathesis', '--max-time', String(SECONDS)];
  const child = spawn(process.execPath, args, {
    cwd: PROJECT_DIR,
    env: { ...process.env, SCHEMATHESIS: join(environment, 'bin/schemathesis') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const output = await text(child.stdout);
  const [, generated = '0'] = /^ +(\d+) generated/m.exec(output) ?? [];
  expect(Number(generated)).toBeGreaterThan(SECONDS);
  expect(SERVER_ERROR.exec(output)?.[0]).toBeUndefined();
});
