import type {
  ClientLocation,
  DomainClientOptions,
} from '../../../src/apis/license-manager/app/domain-clients/domain-client';
import { DomainClientsService } from '../../../src/apis/license-manager/app/domain-clients/domain-clients.service';
import { LicenseRefused } from '../../../src/core/verification/rules/verification.errors';
import { isProblem } from '../../../src/core/common/errors/domain-error';
import { issued } from '../../testkit/issue';
import { verificationsOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';

let server: TestServer;
let clients: DomainClientsService;
beforeAll(async () => {
  server = await TestServer.shared();
  clients = server.app.get(DomainClientsService, { strict: false });
});
afterAll(() => server.stop());

const SHOP: ClientLocation = { url: 'https://www.shop.example/admin', ip: '192.0.2.7, 10.0.0.1' };
const OTHER: ClientLocation = { url: 'other.example', ip: '192.0.2.7' };
/** The verdict of a call that may throw it. */
const verdictOf = async (call: Promise<unknown>): Promise<unknown> => {
  const answer: unknown = await call.catch((error: unknown) => error);
  return answer instanceof LicenseRefused ? answer.verdict : Object(answer).code;
};

it('gives a domain a seat, found again at every spelling of its URL until it is released', async () => {
  const { key } = await issued(server, { max_activations: 1 });
  expect(await verdictOf(clients.verify(key, SHOP))).toBe('NOT_ACTIVATED');
  const { activation, isNew } = await clients.activate(key, SHOP, { clientName: 'The shop' });
  expect(activation).toMatchObject({ kind: 'domain', fingerprint: 'shop.example', name: 'The shop' });
  expect(isNew).toBe(true);
  expect((await clients.activate(key, { ...SHOP, url: 'shop.example' })).isNew).toBe(false);
  expect(await verdictOf(clients.verify(key, { ...SHOP, url: 'HTTP://Shop.Example:8080' }))).toBe('VALID');
  await expect(clients.verify(key, OTHER)).rejects.toMatchObject({ verdict: 'DEVICE_MISMATCH', license: { key } });
  expect(await verdictOf(clients.activate(key, OTHER))).toBe('SEATS_EXHAUSTED');
  expect(await verdictOf(clients.deactivate(key, OTHER))).toBe('DEVICE_MISMATCH');
  await clients.deactivate(key, SHOP);
  expect(await verdictOf(clients.verify(key, SHOP))).toBe('NOT_ACTIVATED');
});

it('tells `www.` apart where the API does', async () => {
  const { key } = await issued(server);
  const exact: DomainClientOptions = { exactDomains: true };
  expect((await clients.activate(key, SHOP, exact)).activation.fingerprint).toBe('www.shop.example');
  expect(await verdictOf(clients.verify(key, { ...SHOP, url: 'shop.example' }, exact))).toBe('DEVICE_MISMATCH');
});

it('compares the first address that was sent with the allowed ones, unless the API ignores addresses', async () => {
  const { key } = await issued(server, { allowed_ips: ['192.0.2.7'] });
  const elsewhere = { ...SHOP, ip: '10.0.0.1, 192.0.2.7' };
  expect(await verdictOf(clients.activate(key, elsewhere))).toBe('IP_NOT_ALLOWED');
  expect(await verdictOf(clients.activate(key, elsewhere, { ignoresAddresses: true }))).toBe('VALID');
  expect(await verdictOf(clients.verify(key, SHOP))).toBe('VALID');
});

it('checks a license on a domain where it need not be active', async () => {
  const { key } = await issued(server, { allowed_domains: ['shop.example'] });
  expect(await clients.check(key, SHOP)).toMatchObject({ usable: true, code: 'VALID' });
  expect(await clients.check(key, OTHER)).toMatchObject({ usable: false, code: 'DOMAIN_NOT_ALLOWED' });
  await expect(clients.check('nobody has this key', SHOP)).rejects.toMatchObject({ verdict: 'NOT_FOUND' });
});

it('gives files where the license is active, and offers them without a log row', async () => {
  const { key } = await issued(server);
  await clients.activate(key, SHOP);
  expect(await clients.checkOffer(key, SHOP)).toMatchObject({ code: 'VALID' });
  expect(await clients.checkOffer(key, OTHER)).toMatchObject({ code: 'DEVICE_MISMATCH' });
  expect(await clients.checkDownload(key, SHOP)).toMatchObject({ code: 'VALID' });
  const operations = (await verificationsOf(server, key)).map(({ operation }: { operation: string }) => operation);
  expect(operations).toEqual(['activate', 'download']);
});

it.each(['not a host', 'https://', undefined])('names the field of an API whose location is %p', async (url) => {
  const { key } = await issued(server);
  const refused: unknown = await clients.verify(key, { url }, { urlField: 'site' }).catch((error: unknown) => error);
  expect(isProblem(refused, 'FIELD_NEEDED', 'CLIENT_URL_INVALID')).toBe(true);
  expect(refused).toMatchObject({ fields: [{ field: 'site' }] });
});
