import { setImmediate as turn } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { buildContext, NOW } from '../../../../test/support/arbitraries';
import { PluginServices } from '../../common/plugins/plugin-services';
import { Assessment } from '../rules/assessment';
import type { LicenseContext } from '../rules/license-context';
import { LicenseRule } from './license-rule';
import { LicenseRulesService, RULE_LIMITS } from './license-rules.service';

/** Refuses as a test says. Any declared error is a code. */
class TestRule extends LicenseRule {
  readonly code = 'NOT_READY_CLOCK_AHEAD';
  asked = 0;

  constructor(
    private readonly answer: () => boolean | Promise<boolean>,
    private readonly isConcerned: () => boolean = () => true,
  ) {
    super();
  }

  appliesTo(): boolean {
    return this.isConcerned();
  }

  refuses(): boolean | Promise<boolean> {
    this.asked += 1;
    return this.answer();
  }
}

function serviceWith(...rules: LicenseRule[]): LicenseRulesService {
  const providers = rules.map((instance) => ({ instance }));
  const discovery: DiscoveryService = Object.assign(Object.create(DiscoveryService.prototype) as DiscoveryService, {
    getProviders: () => providers,
  });
  const service = new LicenseRulesService(new PluginServices(discovery));
  service.onModuleInit();
  return service;
}

const CONTEXT: LicenseContext = buildContext({});

function check(context: LicenseContext | null = CONTEXT): Assessment {
  return new Assessment({ key: 'KEY', request: { operation: 'check' } }, context, NOW);
}

const codeFrom = async (service: LicenseRulesService, assessment = check()): Promise<string> =>
  (await service.judge(assessment)).verdict.code;

const limits = { ...RULE_LIMITS };
let errors: jest.SpyInstance;
/** Timers do not keep the process alive. */
let keepAlive: NodeJS.Timeout;

beforeEach(() => {
  errors = jest.spyOn(Logger.prototype, 'error').mockImplementation();
  keepAlive = setInterval(() => undefined, 1_000);
});
afterEach(() => {
  clearInterval(keepAlive);
  Object.assign(RULE_LIMITS, limits);
});

it('refuses with the code of the first rule that does', async () => {
  const service = serviceWith(new TestRule(() => false), new TestRule(() => Promise.resolve(true)));
  expect(await codeFrom(service)).toBe('NOT_READY_CLOCK_AHEAD');
});

it('returns the same assessment, and no promise, where no rule applies or the call is refused anyway', () => {
  const rule = new TestRule(
    () => true,
    () => false,
  );
  const allowed = check();
  expect(serviceWith(rule).judge(allowed)).toBe(allowed);
  const refused = check(null);
  expect(serviceWith(new TestRule(() => true)).judge(refused)).toBe(refused);
  expect(rule.asked).toBe(0);
});

it('allows the call and names the rule if it throws', async () => {
  const fail = (): never => {
    throw new Error('no such luck');
  };
  expect(await codeFrom(serviceWith(new TestRule(fail), new TestRule(() => false, fail)))).toBe('VALID');
  expect(errors).toHaveBeenCalledTimes(2);
  expect(errors).toHaveBeenCalledWith(expect.any(Error), expect.stringContaining('TestRule of a plug-in'));
});

it('allows the call if a rule does not answer in time, and does not ask it while too many answers are late', async () => {
  Object.assign(RULE_LIMITS, { answer: 1, late: 2 });
  let settle = (_answer: boolean): void => undefined;
  const rule = new TestRule(() => new Promise((resolve) => (settle = resolve)));
  const service = serviceWith(rule);
  expect([await codeFrom(service), await codeFrom(service), await codeFrom(service)]).toEqual(Array(3).fill('VALID'));
  expect(rule.asked).toBe(2);
  expect(errors).toHaveBeenLastCalledWith(expect.stringContaining('is not asked until'));
  settle(true);
  await turn();
  expect([await codeFrom(service), rule.asked]).toEqual(['VALID', 3]);
});

it('explains each rule that applies, and asks none about a call that is refused anyway', async () => {
  const elsewhere = new TestRule(
    () => true,
    () => false,
  );
  const rules = [new TestRule(() => true), new TestRule(() => false), elsewhere];
  const service = serviceWith(...rules);
  const code = 'NOT_READY_CLOCK_AHEAD';
  expect(await service.explain(await service.judge(check()))).toEqual([
    { code, result: 'refused' },
    { code, result: 'passed' },
  ]);
  const asked = rules.map((rule) => rule.asked);
  const license = Object.assign(Object.create(CONTEXT.license), { revokedAt: NOW }) as LicenseContext['license'];
  expect(await service.explain(check({ ...CONTEXT, license }))).toEqual([
    { code, result: 'not_checked' },
    { code, result: 'not_checked' },
  ]);
  expect(await service.explain(check(null))).toEqual([]);
  expect(rules.map((rule) => rule.asked)).toEqual(asked);
});
