import { airGapRequest, claimsOf, filesOf } from '../../support/license-files';
import { formOf } from '../../testkit/forms';
import { issued } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';
import { rowsOf, unzipped } from '../../support/zip';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(() => server.emptyTables('licenses'));
afterAll(() => server.stop());

/** Sends a CSV file of requests as an admin; what the ZIP file contains. */
async function issueBatch(license: { id: string }, csv: string | Buffer) {
  const { body, headers } = await formOf(['file', csv, 'requests.csv']);
  const response = await server.app.inject({
    method: 'POST',
    url: `/api/v1/licenses/${license.id}/files/batch`,
    headers: { ...headers, authorization: `Bearer ${await server.adminToken()}` },
    payload: body,
  });
  const files = response.statusCode === 200 ? unzipped(response.rawPayload) : {};
  return { status: response.statusCode, files, results: rowsOf(files['results.csv'] ?? ''), text: response.body };
}

const seatsOf = async ({ key }: { key: string }) => (await server.sdk.activations.list({ license: key })).items.length;

it('issues a file for each line, and names what is refused', async () => {
  const license = await issued(server, { max_activations: 2 });
  const lines = [
    `${airGapRequest(license.key, 'lab-1')},"Lab, one"`,
    airGapRequest('ANOTHER-KEY', 'lab-2'),
    '',
    `KWR1.e30,Damaged`,
    airGapRequest(license.key, 'lab-3'),
    airGapRequest(license.key, 'lab-4'),
    `${airGapRequest(license.key, 'lab-1')},"Lab, one"`,
  ];
  const { status, files, results } = await issueBatch(license, lines.join('\r\n'));
  expect(status).toBe(200);
  expect(Object.keys(files)).toEqual(['001-Lab_one.lic', '005-lab-3.lic', 'results.csv']);
  expect(results.map(({ line, result, file }) => [line, result, file])).toEqual([
    ['1', 'OK', '001-Lab_one.lic'],
    ['2', 'INVALID_CODE', ''],
    ['4', 'INVALID_CODE', ''],
    ['5', 'OK', '005-lab-3.lic'],
    ['6', 'SEATS_EXHAUSTED', ''],
    ['7', 'OK', '001-Lab_one.lic'],
  ]);
  expect((await claimsOf(server, files['005-lab-3.lic'] ?? '')).fingerprint).toBe('lab-3');
  const devices = (await server.sdk.activations.list({ license: license.key })).items;
  expect(devices.map(({ name }) => name).sort()).toEqual(['Lab, one', null]);
});

it('gives a device that is uploaded twice its first seat', async () => {
  const license = await issued(server, { max_activations: 2 });
  const csv = `request;name\n${airGapRequest(license.key, 'lab-1')};One\n${airGapRequest(license.key, 'lab-2')};Two\n`;
  const runs = [await issueBatch(license, csv), await issueBatch(license, csv)];
  expect(runs.map(({ results }) => results.map(({ result }) => result))).toEqual([
    ['OK', 'OK'],
    ['OK', 'OK'],
  ]);
  expect([await seatsOf(license), (await filesOf(server, license)).length]).toEqual([2, 4]);
});

it('counts seats while batches race for them', async () => {
  const license = await issued(server, { max_activations: 5 });
  const batch = (name: string) =>
    issueBatch(license, [1, 2, 3, 4].map((one) => airGapRequest(license.key, `${name}-${one}`)).join('\n'));
  const results = (await Promise.all(['a', 'b', 'c'].map(batch))).flatMap((run) => run.results);
  expect(results.filter(({ result }) => result === 'OK')).toHaveLength(5);
  expect(await seatsOf(license)).toBe(5);
});

it('refuses a file that is too long, too large or without requests', async () => {
  const license = await issued(server);
  const request = airGapRequest(license.key, 'lab-1');
  expect((await issueBatch(license, `${request}\n`.repeat(101))).status).toBe(400);
  expect((await issueBatch(license, 'x'.repeat(262_145))).status).toBe(413);
  expect((await issueBatch(license, 'name\nLab\n')).status).toBe(400);
  expect((await issueBatch({ id: 'UNKNOWN' }, request)).status).toBe(404);
  expect(await seatsOf(license)).toBe(0);
});
