import { AssessLicenseService } from '../../../src/core/verification/assessment/assess-license.service';
import { inOneBatch } from '../../support/in-one-batch';
import { activate, issued } from '../../testkit/issue';
import { licenseOf, raceInOrder } from '../../testkit/race';
import { TestServer } from '../../testkit/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => server.stop());

it('a batch of activations decides all but those of licenses that somebody else has locked', async () => {
  const [locked, free] = [await issued(server), await issued(server)];
  const singly = jest.spyOn(server.app.get(AssessLicenseService), 'assessLocked');
  const calls = [locked, free].map(
    ({ key }) =>
      async () =>
        (await activate(server, key, 'desk')).status,
  );
  const start = { databaseUrl: server.databaseUrl, ...licenseOf(locked.key) };
  expect(await raceInOrder(start, [() => inOneBatch(server, 'activation', calls)])).toEqual([[201, 201]]);
  expect(singly.mock.calls.map(([{ key }]) => key)).toEqual([locked.key]);
});
