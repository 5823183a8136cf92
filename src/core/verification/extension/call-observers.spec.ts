import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { PluginServices } from '../../common/plugins/plugin-services';
import { CallObserver, type ObservedCall } from './call-observer';
import { CallObserversService, OBSERVER_LIMITS } from './call-observers.service';

const CALL: ObservedCall = {
  at: new Date('2030-01-01T00:00:00Z'),
  operation: 'check',
  outcome: 'VALID',
  isUsable: true,
  licenseId: 1,
  key: 'KEY',
  fingerprint: 'desk',
  appVersion: null,
  address: '192.0.2.1',
  dialect: 'native',
};

const request = new AsyncLocalStorage<string>();

class Recorder extends CallObserver {
  readonly batches: (readonly ObservedCall[])[] = [];
  readonly contexts: (string | undefined)[] = [];

  constructor(private readonly work: () => Promise<unknown> = () => Promise.resolve()) {
    super();
  }

  async observe(calls: readonly ObservedCall[]): Promise<void> {
    this.batches.push(calls);
    this.contexts.push(request.getStore());
    await this.work();
  }
}

function serviceWith(...observers: CallObserver[]): CallObserversService {
  const providers = observers.map((instance) => ({ instance }));
  const discovery: DiscoveryService = Object.assign(Object.create(DiscoveryService.prototype) as DiscoveryService, {
    getProviders: () => providers,
  });
  const service = new CallObserversService(new PluginServices(discovery));
  service.onModuleInit();
  return service;
}

const limits = { ...OBSERVER_LIMITS };
let errors: jest.SpyInstance;
let warnings: jest.SpyInstance;

beforeEach(() => {
  errors = jest.spyOn(Logger.prototype, 'error').mockImplementation();
  warnings = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
});
afterEach(() => Object.assign(OBSERVER_LIMITS, limits));

it('hands over the calls of a turn together, outside of the request that they belong to', async () => {
  const recorder = new Recorder();
  const service = serviceWith(recorder);
  request.run('a request', () => {
    service.tell(CALL);
    service.tell(CALL);
  });
  expect(recorder.batches).toEqual([]);
  await turn();
  expect(recorder.batches).toEqual([[CALL, CALL]]);
  expect(recorder.contexts).toEqual([undefined]);
});

it('goes on with other observers and later calls after one has failed', async () => {
  const failing = new Recorder(() => Promise.reject(new Error('no such luck')));
  const recorder = new Recorder();
  const service = serviceWith(failing, recorder);
  service.tell(CALL);
  await turn();
  await turn();
  service.tell(CALL);
  await turn();
  await turn();
  expect([failing.batches.length, recorder.batches.length]).toEqual([2, 2]);
  expect(errors).toHaveBeenCalledTimes(2);
});

it('drops and reports calls above those that may wait for an observer', async () => {
  Object.assign(OBSERVER_LIMITS, { waiting: 2, batch: 1 });
  const recorder = new Recorder();
  const service = serviceWith(recorder);
  for (let count = 0; count < 5; count += 1) {
    service.tell(CALL);
  }
  for (let count = 0; count < 10; count += 1) {
    await turn();
  }
  expect(recorder.batches.flat()).toHaveLength(2);
  expect(warnings).toHaveBeenCalledWith(expect.stringContaining('3 calls are dropped'));
});

it('does not wait for an observer that takes too long', async () => {
  OBSERVER_LIMITS.answer = 1;
  let isFirst = true;
  const hanging = new Recorder(() => {
    const never = new Promise<never>(() => undefined);
    const work = isFirst ? never : Promise.resolve();
    isFirst = false;
    return work;
  });
  const failed = new Promise((resolve) => errors.mockImplementation(resolve));
  const service = serviceWith(hanging);
  service.tell(CALL);
  const keepAlive = setInterval(() => undefined, 1_000);
  await failed;
  clearInterval(keepAlive);
  service.tell(CALL);
  await turn();
  await turn();
  expect(hanging.batches).toHaveLength(2);
});

it('hands all calls to other observers while one hangs', async () => {
  const hanging = new Recorder(() => new Promise<never>(() => undefined));
  const recorder = new Recorder();
  const service = serviceWith(hanging, recorder);
  for (let count = 0; count < 3; count += 1) {
    service.tell(CALL);
    await turn();
  }
  expect([hanging.batches.flat(), recorder.batches.flat()].map(({ length }) => length)).toEqual([1, 3]);
});
