import { Browser } from '../../testkit/browser';
import { Contract, type DocumentedOperation } from '../../support/conformance';
import { issued } from '../../testkit/issue';
import { APIS, callOf } from '../../support/contracts';
import { type PreparedWorld, worldOn } from '../../support/prepared-world';
import { sampleOf } from '../../testkit/sample';
import { roundTripsOf } from '../../testkit/statements';
import { type Call, TestServer } from '../../testkit/server';

/** The caller, the rows and what belongs to them. */
const MOST = 3;

/** Operations that read from many tables, or a file. */
const MORE: Readonly<Record<string, number>> = {
  // Software License Manager's: also the key in any case, the verdict, the license and its domains.
  checkLicense: 5,
  createAnalyticsToken: 6,
  downloadArtifact: 5,
  downloadReleaseArtifact: 4,
  downloadVersionFile: 4,
  // Also what is taken of each reservation; and the refusals of the span.
  getSeatReservation: 4,
  listSeatReservations: 4,
  exportSeatUsage: 4,
  getSeatUsage: 4,
  // The policy with what it grants, and the versions.
  listPolicyVersions: 4,
  // Each kind of object that the file has.
  exportCatalog: 16,
  // The license, its check, and the license as it is afterwards.
  quickValidateLicense: 7,
  // The key, its uses by address and by older version, and its last refusal.
  getApiKey: 5,
  // The import, licenses that it makes, and rows that are left out.
  getImportSamples: 4,
  // The license of the ticket is judged again.
  downloadWithTicket: 8,
  downloadPackage: 8,
  // The product, the license, the version and its files.
  getVersion: 5,
  getDashboardStats: 6,
  // The products that the call names, the numbers, and when they were counted.
  getLicensesWithoutSeats: 4,
  getLiveStats: 8,
  getMonitoringStats: 7,
  getStatistics: 4,
  getStats: 4,
  getVersionDownloads: 4,
  listArtifacts: 4,
  search: 12,
  // Also the lines and their licenses.
  getOrder: 4,
  getSubscription: 4,
  // The license, its check and the stored grants.
  listMeterGrants: 4,
  // The license, and the devices.
  listMeterDraws: 4,
  // One for each kind that it finds.
  searchEverything: 5,
};

/** Lists that are read with POST. */
const READS = ['getLicenseLegacy', 'getProductLegacy', 'getProductsLegacy', 'searchLicensesLegacy'];

/** Reads that are the caller and one row. */
const ONE_ROW = [
  'getActivation',
  'getAppBundle',
  'getCustomer',
  'getLicense',
  'getProduct',
  'getResource',
  'getUser',
  'getWebhook',
];

const READABLE = APIS.map((api) => ({ ...api, reads: readsIn(api.file) })).filter(({ reads }) => reads.length > 0);

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
  server.clock.hold();
});
afterAll(() => server.stop());

describe.each(READABLE)('$file', (api) => {
  const { file, prefix, reads } = api;
  let world: PreparedWorld;
  beforeAll(async () => {
    world = await worldOn(server);
  });

  it.each(sampleOf(reads, Math.ceil(reads.length / 5), file))('reads with few statements: $id', async (operation) => {
    const { id } = operation;
    const sent: Record<string, unknown> = await callOf(api, id).good(world);
    const most = MORE[id] ?? (ONE_ROW.includes(id) && file === 'openapi.json' ? 2 : MOST);
    expect((await statementsOf(operation, sent)).slice(most)).toEqual([]);
  });

  /** Of the second call: the first may note the use of a key. */
  async function statementsOf(operation: DocumentedOperation, sent: Record<string, unknown>): Promise<string[]> {
    const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(sent[name])));
    const { body, query, headers: own } = sent as Call;
    const headers = { ...own, ...(await world.headersFor(operation)) };
    const call = async () => {
      const method = operation.method === 'get' ? 'GET' : 'POST';
      const { status } = await server.call(method, prefix + path, { body, query, headers });
      expect(status).toBeLessThan(300);
    };
    await call();
    return roundTripsOf(call);
  }
});

function readsIn(file: string): DocumentedOperation[] {
  return Contract.of(file).operations.filter(({ id, method }) => method === 'get' || READS.includes(id));
}

describe('requests of admins', () => {
  beforeAll(() => issued(server, { description: 'some text' }));

  it('are authenticated by one prepared statement', async () => {
    await server.adminToken();
    expect(await roundTripsOf(() => server.asAdmin('GET', '/api/v1/auth/me'))).toEqual(['find_active_session']);
  });

  it.each([
    '/api/v1/licenses?status=unused',
    '/api/v1/licenses?q=text',
    '/api/v1/activations?q=text',
    '/api/v1/customers?q=text',
    '/dialects/lic/api/licenses?page=5',
    '/dialects/lic/api/licenses?status=0',
    '/dialects/progran3/api/licenses?status=generated&sort=expires_at&order=asc',
  ])('find lists with few statements: %s', async (path) => {
    await server.adminToken();
    const sent = await roundTripsOf(async () => expect((await server.asAdmin('GET', path)).status).toBe(200));
    expect(sent.slice(MOST)).toEqual([]);
  });

  it.each([
    // Also the counts of the navigation.
    ['/account', MOST + 1],
    // Also the latest activities, the figures and the saved views.
    ['/leads/', MOST + 4],
    // One for each kind of row.
    ['/console/search?q=abc', 13],
    // At most two for each part.
    ['/console/overview?show=overview', 16],
    ['/console/overview/activity', 15],
    ['/console/overview?show=steps', 10],
    // Also counts the rows, and records the download.
    ['/leads/export/file', MOST + 5],
  ])('show pages of the console with few statements: %s', async (path, most) => {
    const lead = { name: 'Lead', type: 'university', contacts: [{ name: 'Grace' }] };
    await server.asAdmin('POST', '/api/v1/leads', { body: lead });
    const browser = new Browser(server);
    await browser.signIn();
    const sent = await roundTripsOf(async () => expect((await browser.get(path)).status).toBe(200));
    expect(sent.slice(most)).toEqual([]);
  });
});
