import type { ClientOptions } from '../client-options';
import type { Environment } from '../generated/native';
import { type Jwk, type JwkSet, TrustedKeys } from '../signed';
import { LicenseCalls } from './calls';
import type { Device, LicenseWarning } from './device';
import { thisEnvironment } from './environment';
import { KnownTime } from './known-time';
import { ProgramLicense } from './program-license';
import { LicenseServer } from './license-server';
import { LicenseMemory } from './memory';
import { LicenseMonitor } from './monitor';
import { invalidOption } from './problems';
import { type DecodedRecord, decodeRecord } from './record';
import type { LicenseStore } from './store';
import { checkLicenseOptions } from './license-rules';
import type { EntitlementTypes } from './state';
import { type SetTimer, setUnrefTimer } from './timers';
import { Verifier } from './verifier';

const DAY = 86_400_000;
const TIMEOUT_MS = 10_000;
const RETRIES = 1;
const OPEN_WAIT_MS = 1_500;
const CLOSE_WAIT_MS = 3_000;

export interface LicenseOptions extends Pick<ClientOptions, 'baseUrl' | 'fetch' | 'logger'> {
  /** Reference of the product. */
  product: string;
  /** Public keys of the server that the program trusts, from `/.well-known/jwks.json`: `x` of each (`public_key` of ES256), or as they stand there. */
  keys: readonly (string | Jwk)[] | JwkSet;
  /** Where the license is remembered: `fileStore(path)`, `localStorageStore()`, `memoryStore()` or your own. */
  store: LicenseStore;
  /** `systemDevice()`, or a text of your own that names this device: 1 to 86 characters, 512 without license files. */
  device: Device | string;
  /** Environment of the program, which the policy may refuse; by default, as its platform documents it. */
  environment?: Environment | undefined;
  /** A key that the program knows already, as from its configuration. It precedes the one in the store. */
  licenseKey?: string | undefined;
  /** Version of the program, which the policy may refuse, and which updates must be newer than. */
  appVersion?: string | undefined;
  /** Release channel of the program, such as `beta`. */
  channel?: string | undefined;
  /** User of the program: an e-mail address or an external id. */
  user?: string | undefined;
  /** ID or name of the policy that the license must have; another one is refused as `POLICY_MISMATCH`. */
  policy?: string | undefined;
  /** ID or name of the group in which the license must be; else `GROUP_MISMATCH`. */
  group?: string | undefined;
  /** ID, reference or e-mail of the customer who must own the license; else `CUSTOMER_MISMATCH`. */
  customer?: string | undefined;
  /** SHA-256 of the program's file in hex, which must be published for its version and product; else `CHECKSUM_MISMATCH`. */
  checksum?: string | undefined;
  /**
   * The program needs a floating seat to run: one is taken at the start, and with `activate`; if all are taken, as soon as one is
   * free. False by default.
   */
  floating?: boolean | undefined;
  /** Maximum time in milliseconds for which `openLicense` waits for a floating seat if all are taken; 0 by default. */
  seatWaitMs?: number | undefined;
  /**
   * Looks for a relay in this network before it calls `baseUrl`: by the SRV record of the computer's domain, then by multicast DNS, for at
   * most two seconds. Node only; off by default.
   */
  relay?: 'auto' | undefined;
  /** Maximum number of days for which an overdue answer is used, if it allows as many; unlimited by default. */
  graceDays?: number | undefined;
  /** Timeout of a call in milliseconds; 10,000 by default. */
  timeoutMs?: number | undefined;
  /** Maximum number of retries within a check; 1 by default. A check that fails is repeated after a minute. */
  retries?: number | undefined;
  /** Maximum time in milliseconds for which `openLicense` waits for a check that is overdue; 1,500 by default. */
  openWaitMs?: number | undefined;
  /** Maximum time in milliseconds for which `close` waits for a check that is due; 3,000 by default. */
  closeWaitMs?: number | undefined;
  /** Closes the license. */
  signal?: AbortSignal | undefined;
  /** Replaces the local clock: milliseconds since 1970. */
  now?: (() => number) | undefined;
  /** Replaces timers, as in tests. Its own do not keep the program running. */
  setTimer?: SetTimer | undefined;
}

/**
 * Opens the license of this program on this device. It waits for the server if the store holds no answer with which the program
 * may run, and for `openWaitMs` if the answer is overdue. It resolves also if nobody answers: look at `state`. From then on it
 * asks the server by itself.
 * @param Types of the entitlements' values, by code: `openLicense<{ export: boolean; seats: number }>(…)`
 * @throws KeywardError with `INVALID_OPTIONS`
 */
export async function openLicense<Types extends object = EntitlementTypes>(
  options: LicenseOptions,
): Promise<ProgramLicense<Types>> {
  checkLicenseOptions(options);
  options.signal?.throwIfAborted();
  const abort = new AbortController();
  const { product, store, now = Date.now, signal, licenseKey: configuredKey } = options;
  const licenseKey = configuredKey?.trim() || undefined;
  const { record, problem } = await readStore(store);
  const identity = await identify(options, record.device);
  const time = new KnownTime(now, record.seen);
  const verifier = new Verifier(trustedKeys(options, record), product, identity.fingerprint, time);
  const memory = new LicenseMemory(store, verifier);
  const baseUrl = await addressOf(options);
  const calls = new LicenseCalls(callContext({ ...options, baseUrl }, identity, abort.signal));
  await memory.recall({ ...record, device: identity.remembered }, licenseKey ?? record.licenseKey);
  const { answer, file, borrowed } = memory;
  [answer, file, borrowed?.proof].forEach((proof) => time.sawAtLeast(proof?.issuedAt ?? 0));
  const parts = {
    product,
    fingerprint: identity.fingerprint,
    environment: identity.environment,
    warnings: identity.warnings,
    warn: (warning: LicenseWarning) => addWarning(identity.warnings, warning, options.logger),
    appVersion: options.appVersion,
    licenseKey,
    isFloating: options.floating ?? false,
    longestGrace: (options.graceDays ?? Infinity) * DAY,
    memory,
    server: new LicenseServer(calls, verifier, now),
    verifier,
    time,
    setTimer: options.setTimer ?? setUnrefTimer,
    openWaitMs: options.openWaitMs ?? OPEN_WAIT_MS,
    closeWaitMs: options.closeWaitMs ?? CLOSE_WAIT_MS,
    seatWaitMs: options.seatWaitMs ?? 0,
    abort,
  };
  const monitor = new LicenseMonitor(parts);
  if (problem) {
    monitor.report(problem);
  }
  signal?.addEventListener('abort', () => void monitor.close(), { once: true });
  await monitor.open();
  if (identity.remembered !== record.device) {
    // An offline request of the first start holds at the next one, too.
    await monitor.settle();
  }
  return new ProgramLicense(parts, monitor);
}

/** That of a relay nearby, if there shall be one. Loaded only then, so that pages do without it. */
async function addressOf({ baseUrl, relay }: LicenseOptions): Promise<string> {
  const found = relay === 'auto' ? await (await import('./find-relay.js')).findRelay() : undefined;
  return found ?? baseUrl;
}

interface StoredRecord {
  readonly record: DecodedRecord;
  readonly problem?: Error;
}

/** A store that cannot be read is a store without an answer. */
async function readStore(store: LicenseStore): Promise<StoredRecord> {
  try {
    const record = await decodeRecord(await store.read());
    return record.isEdited ? { record, problem: new Error('The store was edited: it is not used') } : { record };
  } catch (cause) {
    return { record: await decodeRecord(undefined), problem: new Error('The store cannot be read', { cause }) };
  }
}

interface Identity {
  readonly fingerprint: string;
  readonly environment: Environment | undefined;
  readonly remembered: string | undefined;
  readonly warnings: LicenseWarning[];
}

async function identify(options: LicenseOptions, remembered: string | undefined): Promise<Identity> {
  const { device, product, logger = console } = options;
  if (typeof device === 'string') {
    const environment = options.environment ?? (await thisEnvironment());
    return { fingerprint: device.trim(), environment, remembered, warnings: [] };
  }
  let kept = remembered;
  const warnings: LicenseWarning[] = [];
  const fingerprint = await device.fingerprint({
    product,
    remembered,
    remember: (id) => (kept = id),
    warn: (warning) => warnings.push(warning),
  });
  if (kept !== remembered) {
    warnings.forEach((warning) => log(warning, logger));
  }
  const environment = options.environment ?? (await (device.environment?.() ?? thisEnvironment()));
  return { fingerprint: fingerprint.trim(), environment, remembered: kept, warnings };
}

function addWarning(warnings: LicenseWarning[], warning: LicenseWarning, logger: LicenseOptions['logger']): void {
  if (!warnings.some(({ code }) => code === warning.code)) {
    warnings.push(warning);
    log(warning, logger);
  }
}

function log({ code, message }: LicenseWarning, logger: LicenseOptions['logger'] = console): void {
  logger.warn(`${code}: ${message}`);
}

function trustedKeys({ keys }: LicenseOptions, record: DecodedRecord): TrustedKeys {
  try {
    return new TrustedKeys(keys, record.keys);
  } catch (error) {
    throw invalidOption(`keys: ${error instanceof Error ? error.message : String(error)}`, error);
  }
}

function callContext(
  options: LicenseOptions,
  { fingerprint, environment }: Identity,
  signal: AbortSignal,
): ConstructorParameters<typeof LicenseCalls>[0] {
  const {
    baseUrl,
    fetch,
    logger,
    timeoutMs = TIMEOUT_MS,
    retries = RETRIES,
    product,
    appVersion,
    channel,
    user,
    policy,
    group,
    customer,
    checksum,
  } = options;
  const facts = { product, hardware_id: fingerprint, app_version: appVersion, channel, user };
  const judged = { environment, policy, group, customer, checksum };
  return { baseUrl, fetch, logger, timeoutMs, retries, signal, facts, judged };
}
