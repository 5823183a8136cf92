import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importJWK, type JWK, jwtVerify } from 'jose';
import { Client } from 'pg';
import { Load } from '../processes/load';
import { runCommand } from '../processes/command';
import { Program } from '../processes/program';
import { ADMIN_PASSWORD } from '../testkit/credentials';
import { emptyDatabase, freshDatabase } from '../testkit/database';
import { aNonce, TYPES } from '../support/signed';

const SEATS = 2;
const CLIENTS = 8;
const JWKS = '/.well-known/jwks.json';

let folder: string;
let file: string;
let source: string;
let program: Program;

beforeAll(() => Program.build());
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keyward load '));
  file = join(folder, 'keyward.backup');
  source = await freshDatabase('load');
  program = await Program.start({ DATABASE_URL: source });
});
afterAll(async () => {
  await Program.endAll();
  rmSync(folder, { recursive: true });
});

it('a backup under load is whole: acknowledged licenses, seats, signatures, log-in', async () => {
  const authorization = await program.logIn(ADMIN_PASSWORD);
  const known: { key: string }[] = [];
  const device = (key: string, name: string) => ({ license_key: key, hardware_id: name });
  /** Issues, activates twice and deactivates once; the license counts when all is acknowledged. */
  const load = Load.start(CLIENTS, async () => {
    const issued = await program.call(
      'POST',
      '/api/v1/licenses',
      { product: 'v2-default', max_activations: SEATS },
      authorization,
    );
    const { key } = issued.body;
    for (const name of ['desk', 'laptop']) {
      await program.call('POST', '/api/v1/activate', device(key, name));
    }
    const last = await program.call('POST', '/api/v1/deactivate', device(key, 'laptop'));
    known.push({ key });
    return { ...last, status: issued.status };
  });
  await load.more(200, 201);
  const before = [...known];
  const backup = await runCommand(['backup', file], { DATABASE_URL: source });
  const during = known.length - before.length;
  await load.more(20, 201);
  await load.stop();
  expect([backup.errors, backup.code]).toEqual(['', 0]);
  expect(during).toBeGreaterThan(0);
  expect(load.answers.filter(({ status }) => status !== 201)).toEqual([]);
  expect((await runCommand(['backup', 'verify', file])).code).toBe(0);

  const target = await emptyDatabase('restored');
  expect(await runCommand(['restore', file], { DATABASE_URL: target })).toMatchObject({ code: 0, errors: '' });
  const client = new Client({ connectionString: target });
  await client.connect();
  const { rows } = await client.query<{ key: string; used: number }>(
    `SELECT l.key, count(a.id) FILTER (WHERE a.deactivated_at IS NULL)::integer AS used
     FROM licenses l LEFT JOIN activations a ON a.license_id = l.id GROUP BY l.key`,
  );
  await client.end();
  const restoredByKey = new Map(rows.map((row) => [row.key, row]));
  // Acknowledged before the backup began: there, with exactly these seats.
  expect(before.filter(({ key }) => restoredByKey.get(key)?.used !== 1)).toEqual([]);
  // Those of the moment of the backup: one state of each, never more seats than were given.
  expect(rows.filter(({ used }) => used > SEATS)).toEqual([]);

  const again = await Program.start({ DATABASE_URL: target });
  const { key = '' } = before[0] ?? {};
  const keysOf = async (server: Program): Promise<JWK[]> => (await server.call('GET', JWKS)).body.keys;
  const keys = await keysOf(program);
  expect(await keysOf(again)).toEqual(keys);
  const { body } = await again.call('POST', '/api/v1/validate', { ...device(key, 'desk'), nonce: aNonce() });
  const [jwk] = keys;
  const verified = await jwtVerify(body.signed, await importJWK(jwk ?? {}, 'EdDSA'));
  expect([body.valid, verified.protectedHeader.typ]).toEqual([true, TYPES.verdict]);
  expect((await again.call('POST', '/api/v1/activate', device(key, 'tablet'))).status).toBe(201);
  expect((await again.call('POST', '/api/v1/activate', device(key, 'phone'))).body.error).toMatchObject({
    code: 'SEATS_EXHAUSTED',
  });
  await again.logIn(ADMIN_PASSWORD);
});
