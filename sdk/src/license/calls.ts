import type { WaitingPlace } from './seat-wait';
import type { ClientOptions } from '../client-options';
import type { ApiProfile } from '../http/api-profile';
import type { Download } from '../download';
import type { ActivateLicense, CheckForUpdate, UsageItem } from '../generated/native';
import { Connection } from '../http/connection';
import type { ApiRequestOptions } from '../http/generated-core';
import { sendRequest } from '../http/http-request';
import { fieldsOf } from '../http/unknown';
import { utf8 } from '../signed/bytes';
import { downloadExternal } from './external-download';
import type { TrialIdentity } from './trial';

/** The platform of the program, for files that are made for one, the version of its system, and which files it wants. */
export type UpdateTarget = Pick<CheckForUpdate, 'platform' | 'arch' | 'kind' | 'label' | 'os_version'>;

/** Path and query on the server, or an address outside of it, as the server has signed it. */
export type FileAddress = { readonly path: string; readonly query: Record<string, string> } | string;

/** Nothing in a reply is trusted but what is signed. */
export type Reply = Partial<Record<string, unknown>>;

export interface CallContext extends Pick<ClientOptions, 'baseUrl' | 'fetch' | 'logger' | 'timeoutMs' | 'retries'> {
  readonly signal: AbortSignal;
  /** Sent with every call about the license. */
  readonly facts: {
    readonly product: string;
    readonly hardware_id: string;
    readonly app_version?: string | undefined;
    readonly channel?: string | undefined;
    readonly user?: string | undefined;
  };
  /** Sent with calls that are judged by it. */
  readonly judged: Partial<Pick<ActivateLicense, 'environment' | 'policy' | 'group' | 'customer' | 'checksum'>>;
}

const PROFILE: ApiProfile = {
  apiKeyHeader: 'x-api-key',
  maxAnswer: 1_048_576,
  // Checks are safe to repeat, and served fastest without a key.
  retryable: ['POST /api/v1/validate', 'POST /api/v1/license-sessions/heartbeat', 'POST /api/v1/updates/check'],
};

/** Changes that accept an `Idempotency-Key`. */
const KEYED = [
  '/api/v1/activate',
  '/api/v1/deactivate',
  '/api/v1/license-sessions',
  '/api/v1/license-sessions/end',
  '/api/v1/trials',
  '/api/v1/usage',
  '/api/v1/usage/reservations',
  '/api/v1/usage/reservations/commit',
  '/api/v1/usage/reservations/release',
];

/** The calls of the native API that a program makes. Their errors are KeywardErrors. */
export class LicenseCalls {
  readonly #options: Omit<CallContext, 'facts' | 'judged' | 'signal'>;
  readonly #connection: Connection;
  readonly #facts: CallContext['facts'];
  readonly #scope: CallContext['judged'];

  constructor({ facts, judged, signal, ...options }: CallContext) {
    this.#options = options;
    this.#connection = Connection.from(options, PROFILE).with({ signal });
    this.#facts = facts;
    this.#scope = judged;
  }

  /** @param licenseFile id of the license file in use: a revoked one is then refused */
  validate(licenseKey: string, nonce: string, licenseFile: string | undefined): Promise<Reply> {
    return this.#judged('/api/v1/validate', { license_key: licenseKey, nonce, license_file: licenseFile });
  }

  activate(licenseKey: string, nonce: string): Promise<Reply> {
    return this.#judged('/api/v1/activate', { license_key: licenseKey, nonce });
  }

  deactivate(licenseKey: string, nonce: string): Promise<Reply> {
    const { product, hardware_id, app_version, channel } = this.#facts;
    const body = { license_key: licenseKey, nonce, product, hardware_id, app_version, channel };
    return this.#send('POST', '/api/v1/deactivate', body);
  }

  startSession(licenseKey: string, nonce: string, place: WaitingPlace | undefined): Promise<Reply> {
    const waiting = place && { wait: true, wait_token: place.token };
    return this.#judged('/api/v1/license-sessions', { license_key: licenseKey, nonce, ...waiting });
  }

  renewSession(sessionToken: string, nonce: string, borrowDays?: number, idleSeconds?: number): Promise<Reply> {
    const { user } = borrowDays ? this.#facts : {};
    const body = { session_token: sessionToken, nonce, borrow_days: borrowDays, user, idle_seconds: idleSeconds };
    return this.#send('POST', '/api/v1/license-sessions/heartbeat', body);
  }

  changeFeatures(
    sessionToken: string,
    nonce: string,
    take: readonly string[],
    release: readonly string[],
  ): Promise<Reply> {
    return this.#send('POST', '/api/v1/license-sessions/features', {
      session_token: sessionToken,
      nonce,
      take,
      release,
    });
  }

  endSession(sessionToken: string): Promise<Reply> {
    return this.#send('POST', '/api/v1/license-sessions/end', { session_token: sessionToken });
  }

  checkForUpdate(
    licenseKey: string | undefined,
    nonce: string,
    currentVersion: string,
    { platform, arch, kind, label, os_version }: UpdateTarget,
  ): Promise<Reply> {
    const { product, hardware_id, channel } = this.#facts;
    const program = { current_version: currentVersion, channel, platform, arch, kind, label, os_version };
    const body = { product, hardware_id, license_key: licenseKey, nonce, ...program };
    return this.#send('POST', '/api/v1/updates/check', body);
  }

  recordUsage(licenseKey: string, nonce: string, items: readonly UsageItem[]): Promise<Reply> {
    return this.#post('/api/v1/usage', { license_key: licenseKey, nonce, items });
  }

  reserveUsage(licenseKey: string, nonce: string, items: readonly UsageItem[], seconds?: number): Promise<Reply> {
    return this.#post('/api/v1/usage/reservations', { license_key: licenseKey, nonce, items, expires_in: seconds });
  }

  commitReservation(token: string, nonce: string, items: readonly UsageItem[] | undefined): Promise<Reply> {
    return this.#send('POST', '/api/v1/usage/reservations/commit', { reservation_token: token, nonce, items });
  }

  releaseReservation(token: string): Promise<Reply> {
    return this.#send('POST', '/api/v1/usage/reservations/release', { reservation_token: token });
  }

  requestTrial({ email, domain }: TrialIdentity): Promise<Reply> {
    const { product, hardware_id, app_version } = this.#facts;
    return this.#send('POST', '/api/v1/trials', { product, hardware_id, app_version, email, domain });
  }

  /** @param from first byte that is wanted, of a file that is still the one with this SHA-256 */
  download(
    { address, sha256 }: { readonly address: FileAddress; readonly sha256: string },
    { licenseKey, from, signal }: { licenseKey: string | undefined; from: number; signal: AbortSignal },
  ): Promise<Download> {
    const connection = Connection.from(this.#options, PROFILE).with({ signal });
    if (typeof address === 'string') {
      return downloadExternal(connection, address, from);
    }
    const { path, query } = address;
    const headers = {
      authorization: licenseKey === undefined ? undefined : `License ${headerText(licenseKey)}`,
      'x-hardware-id': headerText(this.#facts.hardware_id),
      ...(from > 0 && { range: `bytes=${from}-`, 'if-range': `"${sha256}"` }),
    };
    const call: ApiRequestOptions = { method: 'GET', url: path, query, headers, answer: 'binary' };
    return connection.download((listening) => sendRequest(listening, call));
  }

  publicKeys(): Promise<Reply> {
    return this.#send('GET', '/.well-known/jwks.json');
  }

  #judged(url: string, body: Reply): Promise<Reply> {
    return this.#post(url, { ...body, ...this.#scope });
  }

  #post(url: string, body: Reply): Promise<Reply> {
    return this.#send('POST', url, { ...this.#facts, ...body });
  }

  async #send(method: 'GET' | 'POST', url: string, body?: Reply): Promise<Reply> {
    return fieldsOf(await sendRequest(this.#connection, { method, url, body, keyed: KEYED.includes(url) }));
  }
}

/** In UTF-8, with a character for each byte, because `fetch` takes no others. */
function headerText(text: string): string {
  return String.fromCharCode(...utf8(text));
}
