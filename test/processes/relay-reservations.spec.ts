import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { RelayVendor } from '../support/relay-files';
import { Program } from './program';

const KEYWARD = resolve(__dirname, '../../scripts/keyward.mjs');
const NEW = '/relay/reservations/new';

let base: string;
let relay: Program;
let word: string;
const vendor = new RelayVendor();

beforeAll(() => Program.build());
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'keyward-relay-reservations-'));
  chmodSync(base, 0o711);
  const file = join(base, 'relay.json');
  writeFileSync(file, vendor.file({ claims: { pool: { sessions: 2 } } }));
  relay = await Program.start({}, process.execPath, [
    KEYWARD,
    'relay',
    'start',
    '--data',
    join(base, 'data'),
    '--license',
    file,
  ]);
  word = relay.adminPassword ?? '';
});
afterAll(() => Program.endAll());
afterAll(() => rmSync(base, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

const page = async (path: string): Promise<string> => (await fetch(relay.url + path)).text();

async function send(path: string, fields: Record<string, string>): Promise<{ status: number; text: string }> {
  const init = { method: 'POST', body: new URLSearchParams(fields), headers: { origin: relay.url } };
  const answer = await fetch(relay.url + path, { ...init, redirect: 'manual' });
  return { status: answer.status, text: await answer.text() };
}

async function statusOfStart(device: string): Promise<number> {
  const program = { license_key: vendor.licenseKey, hardware_id: device };
  await relay.call('POST', '/api/v1/activate', program);
  return (await relay.call('POST', '/api/v1/license-sessions', program)).status;
}

it("reserves seats of its pool on its page, with the admin's password alone", async () => {
  const reservation = { name: 'Lab', reserved_for: 'hosts', members: 'desk', seats: '1' };
  expect(await send(NEW, { ...reservation, word: 'guessed' })).toEqual({
    status: 422,
    text: expect.stringContaining('The admin password is wrong'),
  });
  expect(await send(NEW, { ...reservation, seats: '3', word })).toMatchObject({ status: 409 });
  expect(await page('/')).not.toContain('Lab: desk');
  expect(await send(NEW, { ...reservation, word })).toMatchObject({ status: 303 });
  expect(await page('/')).toContain('Lab: desk');

  expect([await statusOfStart('stand'), await statusOfStart('bench'), await statusOfStart('desk')]).toEqual([
    201, 409, 201,
  ]);
});

it('changes and deletes a reservation on its page', async () => {
  const [path = ''] = /\/relay\/reservations\/[0-9a-f-]{36}/.exec(await page('/')) ?? [];
  expect(await page(path)).toContain('value="Lab"');
  const changed = { name: 'Studio', reserved_for: 'users', members: 'ada@example.com\ngrace@example.com', seats: '2' };
  expect(await send(path, { ...changed, word })).toMatchObject({ status: 303 });
  expect(await page('/')).toContain('Studio: ada@example.com, grace@example.com');

  expect(await page(`${path}/delete`)).toContain('Studio: ada@example.com, grace@example.com');
  expect(await send(`${path}/delete`, { word: 'guessed' })).toMatchObject({ status: 422 });
  expect(await send(`${path}/delete`, { word })).toMatchObject({ status: 303 });
  expect(await page('/')).not.toContain('Studio');
  expect((await fetch(relay.url + path)).status).toBe(404);
});
