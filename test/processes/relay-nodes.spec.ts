import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { RelayVendor } from '../support/relay-files';
import { claimsIn, headerIn } from '../support/relays';
import { emptyDatabase } from '../testkit/database';
import { tally } from '../testkit/records';
import { until } from '../testkit/until';
import { runCommand } from './command';
import { Program } from './program';

const KEYWARD = resolve(__dirname, '../../scripts/keyward.mjs');
const SESSIONS = '/api/v1/license-sessions';
const NONCE = 'abcdefghijklmnop';

/** A day, so that no session ends between two tests. */
const TERMS = { policy: { bind_on_check: true, session_lease: 86_400 } };

const vendor = new RelayVendor();
let base: string;
let databaseUrl: string;
let nodes: [Program, Program];
let tokens: string[];
let refused: number[];

beforeAll(() => Program.build());
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'keyward nodes '));
  databaseUrl = await emptyDatabase('relay_nodes');
  const license = saved('relay.json', vendor.file({ terms: TERMS }));
  const node = () =>
    Program.start({ DATABASE_URL: databaseUrl }, process.execPath, [KEYWARD, 'relay', 'start', '--license', license]);
  nodes = await Promise.all([node(), node()]);
});
afterAll(() => Program.endAll());
afterAll(() => rmSync(base, { recursive: true }));

function saved(name: string, text: string): string {
  writeFileSync(join(base, name), text);
  return join(base, name);
}

const relayCommand = (...args: string[]) => runCommand(['relay', ...args], { DATABASE_URL: databaseUrl });
const nodeOf = (index: number): Program => (index % 2 === 0 ? nodes[0] : nodes[1]);
const program = (index: number) => ({ license_key: vendor.licenseKey, hardware_id: `device-${index}` });

async function sessionsAt(node: Program): Promise<{ used: number; max: number }> {
  return (await node.call('POST', '/api/v1/validate', program(0))).body.license.sessions;
}

describe('two nodes of a relay on one database', () => {
  it('start at once on an empty one, and one of them prints the password', () => {
    const shown = nodes.filter(({ output }) => output.text.includes('admin password'));
    expect(shown).toHaveLength(1);
  });

  it('give 40 seats to 50 programs that ask both at the same time, and sign with one key', async () => {
    const all = Array.from({ length: 50 }, (_, index) => index);
    const ask = (path: string, body: object = {}) =>
      Promise.all(all.map((index) => nodeOf(index).call('POST', path, { ...program(index), ...body })));
    expect(tally((await ask('/api/v1/activate')).map(({ status }) => status))).toEqual({ 201: 50 });
    const answers = await ask(SESSIONS);
    expect(tally(answers.map(({ status }) => status))).toEqual({ 201: 40, 409: 10 });
    tokens = answers.flatMap(({ body }) => body.session_token ?? []);
    refused = all.filter((index) => answers[index]?.status === 409);
    const signed = (await ask('/api/v1/validate', { nonce: NONCE })).map(({ body }) => headerIn(body.signed));
    expect(new Set(signed.map(({ kid }) => kid)).size).toBe(1);
  });

  it('write one chain of reports, of which two within a second are the same', async () => {
    const written = await Promise.all([relayCommand('report'), relayCommand('report')]);
    const reports = [...new Set(written.map(({ output }) => output.trim()))].map(claimsIn);
    expect(reports.map(({ seq }) => seq).sort()).toEqual(reports.map((_, index) => index + 1));
    expect(reports.filter(({ prev }) => prev === null)).toHaveLength(1);
  });

  it('both serve a renewed file that one was given', async () => {
    const claims = { iat: Math.floor(Date.now() / 1000) + 1, pool: { sessions: 41 } };
    const { code } = await relayCommand('import', saved('renewed.json', vendor.file({ claims, terms: TERMS })));
    expect(code).toBe(0);
    for (const node of nodes) {
      await until('the node serves the renewed file', async () => (await sessionsAt(node)).max === 41);
    }
  });

  it('lose no seat when one of them is killed, and give no more than there are', async () => {
    const [killed, other] = nodes;
    await killed.end('SIGKILL');
    const beats = await Promise.all(
      tokens.map((session_token) => other.call('POST', `${SESSIONS}/heartbeat`, { session_token })),
    );
    expect(tally(beats.map(({ status }) => status))).toEqual({ 200: 40 });
    const started = await Promise.all(refused.map((index) => other.call('POST', SESSIONS, program(index))));
    expect(tally(started.map(({ status }) => status))).toEqual({ 201: 1, 409: 9 });
    expect(await sessionsAt(other)).toEqual({ used: 41, max: 41 });
  });
});
