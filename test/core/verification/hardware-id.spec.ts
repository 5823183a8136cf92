import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { activate, issued, validate } from '../../testkit/issue';
import { seatsOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';
import { cases } from '../../testkit/sample';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

/** An object that takes exactly so many bytes as JSON. */
const ofSize = (bytes: number) => ({ id: 'x'.repeat(bytes - '{"id":""}'.length) });

it('knows a device that describes itself by an object whatever order its fields come in', async () => {
  const license = await issued(server, { max_activations: 1 });
  const first = await activate(server, license.key, { cpu: 'A', disk: { serial: 'S', size: 1 } });
  const again = await activate(server, license.key, { disk: { size: 1, serial: 'S' }, cpu: 'A' });
  expect([first.status, again.status]).toEqual([201, 200]);
  expect((await activate(server, license.key, { cpu: 'A', disk: { serial: 'T', size: 1 } })).status).toBe(409);
});

it('keeps the object with the device, and the SHA-256 of its canonical JSON as its fingerprint', async () => {
  const license = await issued(server);
  await activate(server, license.key, { mac: '00:11', cpu: 'A' });
  const fingerprint = createHash('sha256').update('{"cpu":"A","mac":"00:11"}').digest('hex');
  expect(await seatsOf(server, license)).toMatchObject([{ fingerprint, device_data: { cpu: 'A', mac: '00:11' } }]);
  expect((await validate(server, license.key, fingerprint)).body.code).toBe('VALID');
});

it('keeps a text without blanks around it, and without a description', async () => {
  const license = await issued(server);
  await activate(server, license.key, ' Desk \u{1F5A5} ');
  expect(await seatsOf(server, license)).toMatchObject([{ fingerprint: 'Desk \u{1F5A5}', device_data: null }]);
});

it('keeps whatever an object holds, field by field', async () => {
  const license = await issued(server, { max_activations: null });
  const scalars = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
  const names = fc.oneof(fc.constantFrom('toString', 'valueOf', 'then', 'length', '0', ''), fc.string());
  const flat = fc.dictionary(names, scalars, { maxKeys: 3 });
  const lists = fc.array(scalars, { maxLength: 3 });
  const storable = fc
    .record({ ordinal: fc.integer({ min: 1 }), flat, nested: fc.record({ lists, flat }) })
    .map(({ flat, ...rest }) => ({ ...rest, ...flat }))
    .filter((object) => !/\\u0000|__proto__|constructor|prototype/.test(JSON.stringify(object)));

  await fc.assert(
    fc.asyncProperty(storable, async (object) => {
      expect([200, 201]).toContain((await activate(server, license.key, object)).status);
      expect((await seatsOf(server, license)).map(({ device_data }) => device_data)).toContainEqual(
        JSON.parse(JSON.stringify(object)),
      );
    }),
    cases(20),
  );
});

it.each([
  ['a text of 512 characters', 'x'.repeat(512)],
  ['an object of 4096 bytes', ofSize(4096)],
  ['an object of 4095 bytes in letters of two bytes each', { id: 'ж'.repeat((4096 - '{"id":""}'.length - 1) / 2) }],
])('takes %s', async (_what, hardwareId) => {
  const { key } = await issued(server);
  expect((await activate(server, key, hardwareId)).status).toBe(201);
});

it.each([
  ['none', undefined],
  ['null', null],
  ['an empty text', ''],
  ['a text of 513 characters', 'x'.repeat(513)],
  ['an object of 4097 bytes', ofSize(4097)],
  ['a list', ['desk']],
  ['a number', 7],
  ['a boolean', true],
])('refuses %s, naming the field', async (_what, hardwareId) => {
  const license = await issued(server);
  const { status, body } = await activate(server, license.key, hardwareId);
  expect([status, body.error.code, body.error.details[0].field]).toEqual([400, 'VALIDATION_ERROR', 'hardware_id']);
  expect(await seatsOf(server, license)).toEqual([]);
});

it('is one device with and without blanks and line ends around its text', async () => {
  const license = await issued(server, { max_activations: 1 });
  await activate(server, license.key, 'machine-id\n');
  for (const sent of ['machine-id', ' machine-id', 'machine-id\r\n', '\u00a0machine-id\t', '\ufeffmachine-id']) {
    expect([sent, (await activate(server, license.key, sent)).status]).toEqual([sent, 200]);
    expect([sent, (await validate(server, license.key, sent)).body.code]).toEqual([sent, 'VALID']);
  }
});

it.each([
  ...[
    ' ',
    '\n',
    'undefined',
    'null',
    'None',
    'NaN',
    'nil',
    '[object Object]',
    '[object Promise]',
    '0',
    '0000-0000',
    'n/a',
  ],
  ...['00:00:00:00:00:00', '00000000-0000-0000-0000-000000000000', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF', 'unknown'],
  ...['To Be Filled By O.E.M.', 'Default string', '03000200-0400-0500-0006-000700080009', '0123456789', '---'],
  {},
  { cpu: null, disk: ['To be filled by O.E.M.', ' '] },
])('refuses %j, which names no device, in every call', async (sent) => {
  const license = await issued(server, { max_activations: 1 });
  for (const path of ['activate', 'validate', 'heartbeat', 'deactivate', 'license-sessions', 'usage']) {
    const body = { license_key: license.key, hardware_id: sent, items: [{ meter: 'x', amount: 1 }] };
    const answer = await server.call('POST', `/api/v1/${path}`, { body });
    expect([path, answer.status]).toEqual([path, 400]);
    expect(JSON.stringify(answer.body)).toContain('hardware_id');
  }
});
