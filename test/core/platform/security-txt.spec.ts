import { TestServer } from '../../testkit/server';

const PATH = '/.well-known/security.txt';
const NONE = { 'security_txt.contacts': null, 'security_txt.policy': null, 'security_txt.languages': null };

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared({ PUBLIC_URL: 'https://licenses.example' });
});
afterEach(async () => {
  await set(NONE);
  server.clock.reset();
});
afterAll(() => server.stop());

const set = (body: object) => server.asAdmin('PATCH', '/api/v1/settings', { body });

it('has no security.txt until a contact is set', async () => {
  expect(await server.call('GET', PATH)).toMatchObject({ status: 404, body: { error: { code: 'NOT_FOUND' } } });
});

it('writes the fields of RFC 9116, and expires half a year after the day of the request', async () => {
  server.clock.holdAt('2027-03-01T12:00:00.000Z');
  const answer = await set({
    'security_txt.contacts': ['mailto:security@example.com', 'https://example.com/report'],
    'security_txt.policy': 'https://example.com/security',
    'security_txt.languages': ['en', 'de'],
  });
  expect(answer.status).toBe(200);
  const { status, headers, body } = await server.call('GET', PATH);
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('text/plain; charset=utf-8');
  expect(body).toBe(
    'Contact: mailto:security@example.com\n' +
      'Contact: https://example.com/report\n' +
      'Expires: 2027-08-28T00:00:00.000Z\n' +
      'Preferred-Languages: en, de\n' +
      'Canonical: https://licenses.example/.well-known/security.txt\n' +
      'Policy: https://example.com/security\n',
  );
});

it('refuses contacts and pages that are no addresses', async () => {
  for (const value of ['security@example.com', 'mailto:nobody', 'http://example.com', 'https://a b']) {
    expect([value, (await set({ 'security_txt.contacts': [value] })).status]).toEqual([value, 400]);
  }
  for (const [name, value] of [
    ['security_txt.policy', 'http://example.com'],
    ['security_txt.languages', ['English']],
  ] as const) {
    expect([name, (await set({ [name]: value })).status]).toEqual([name, 400]);
  }
});
