import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OldServerService, type OutgoingRequest } from './old-server.service';

const CONNECTIONS = 128;
const LIMIT_MS = 20_000;
const REQUEST: OutgoingRequest = {
  method: 'GET',
  path: '/verify',
  protocol: 'http',
  headers: {},
  rawHeaders: [],
  body: Buffer.alloc(0),
  clientAddress: '203.0.113.9',
  clientHeaders: [],
};

const service = new OldServerService();
const silent = createServer();
beforeAll(async () => {
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
});
afterAll(async () => {
  jest.useRealTimers();
  await service.onModuleDestroy();
  silent.closeAllConnections();
  silent.close();
});

it('gives up a silent old server in time, also for a request that has waited for a connection', async () => {
  const { port } = silent.address() as AddressInfo;
  const allBusy = new Promise<void>((resolve) => {
    let received = 0;
    silent.on('request', () => ++received === CONNECTIONS && resolve());
  });
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance', 'Date'] });
  const answers = Promise.allSettled(
    Array.from({ length: CONNECTIONS + 10 }, () => service.send(`http://127.0.0.1:${port}`, REQUEST)),
  );
  await allBusy;
  jest.advanceTimersByTime(LIMIT_MS);
  const rules = (await answers).map((answer) => answer.status === 'rejected' && answer.reason.rule);
  expect(rules).toEqual(rules.map(() => 'OLD_SERVER_SILENT'));
});
