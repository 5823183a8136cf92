import type { Environment } from '../generated/native';
import { CALL_RULES, checkOptions, CLIENT_RULES, hasFunctions, type Rule } from '../http/check-options';
import { hasFields } from '../http/unknown';
import { isNode } from './node-module';
import type { LicenseOptions } from './open-license';
import { invalidOption } from './problems';

const ENVIRONMENTS: readonly Environment[] = ['physical', 'virtual_machine', 'container', 'development'];
const MAX_FINGERPRINT = 512;

const NOT_NEGATIVE: Rule = { is: (value) => typeof value === 'number' && value >= 0, what: '0 or more' };
const TEXT: Rule = { is: (value) => typeof value === 'string', what: 'text' };
const FLAG: Rule = { is: (value) => typeof value === 'boolean', what: 'true or false' };

// Made when called: bundlers keep constants that read properties of others, also in programs that use no license.
const licenseRules = (): { [Name in keyof Required<LicenseOptions>]: Rule } => ({
  appVersion: TEXT,
  baseUrl: CLIENT_RULES.baseUrl,
  channel: TEXT,
  checksum: TEXT,
  closeWaitMs: NOT_NEGATIVE,
  customer: TEXT,
  device: { is: isDevice, what: `systemDevice() or a text of 1 to ${MAX_FINGERPRINT} characters` },
  environment: {
    is: (value) => ENVIRONMENTS.some((known) => known === value),
    what: ENVIRONMENTS.join(', '),
  },
  fetch: CLIENT_RULES.fetch,
  floating: FLAG,
  graceDays: NOT_NEGATIVE,
  group: TEXT,
  keys: { is: hasFields, what: 'the public keys of the server' },
  licenseKey: { ...TEXT, isSecret: true },
  logger: CLIENT_RULES.logger,
  now: CLIENT_RULES.fetch,
  openWaitMs: NOT_NEGATIVE,
  policy: TEXT,
  product: { is: (value) => typeof value === 'string' && value !== '', what: 'the reference of a product' },
  relay: { is: (value) => value === 'auto' && isNode(), what: "'auto', under Node" },
  retries: CLIENT_RULES.retries,
  seatWaitMs: NOT_NEGATIVE,
  setTimer: CLIENT_RULES.fetch,
  signal: CALL_RULES.signal,
  store: {
    is: (value) => hasFunctions(value, 'read', 'write', 'delete'),
    what: 'fileStore(path) or another object with read, write and delete',
  },
  timeoutMs: CLIENT_RULES.timeoutMs,
  user: TEXT,
});
const REQUIRED = ['baseUrl', 'device', 'keys', 'product', 'store'] as const;

/** Refuses options that do not exist, are missing, or cannot have their value. */
export function checkLicenseOptions(options: Partial<LicenseOptions>): void {
  const rules = licenseRules();
  checkOptions(options, rules);
  const missing = REQUIRED.find((name) => options[name] === undefined);
  if (missing !== undefined) {
    throw invalidOption(`${missing} is missing: it must be ${rules[missing].what}`);
  }
}

function isDevice(value: unknown): boolean {
  return typeof value === 'string'
    ? value !== '' && value.length <= MAX_FINGERPRINT
    : hasFunctions(value, 'fingerprint');
}
