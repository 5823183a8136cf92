/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../client-options';
import type { Connection as ClientConnection } from '../../http/connection';
import type { ApiPromise } from '../../api-promise';
import { sendCall } from '../../send-call';
import type { ActivateLicense, ActivationResult, DeactivateLicense, DeactivationResult, EndedLicenseSession, HeartbeatResult, LicenseSessionHeartbeat, LicenseSessionToken, RecordUsage, SendHeartbeat, SendLicenseSessionHeartbeat, StartLicenseSession, StartedLicenseSession, UsageResult, ValidateLicense, ValidationResult } from './index';
import { AuthApi } from './resources/auth';
import { UsersApi } from './resources/users';
import { ApiKeysApi } from './resources/apiKeys';
import { ProductsApi } from './resources/products';
import { PoliciesApi } from './resources/policies';
import { CustomersApi } from './resources/customers';
import { GroupsApi } from './resources/groups';
import { LeadsApi } from './resources/leads';
import { AppBundlesApi } from './resources/appBundles';
import { SigningKeysApi } from './resources/signingKeys';
import { UpdateSigningKeysApi } from './resources/updateSigningKeys';
import { LicensesApi } from './resources/licenses';
import { KeyPoolsApi } from './resources/keyPools';
import { LicenseSessionsApi } from './resources/licenseSessions';
import { LicenseUsersApi } from './resources/licenseUsers';
import { ActivationsApi } from './resources/activations';
import { MonitoringApi } from './resources/monitoring';
import { TrialsApi } from './resources/trials';
import { ResourcesApi } from './resources/resources';
import { AuditApi } from './resources/audit';
import { SearchApi } from './resources/search';
import { WebhooksApi } from './resources/webhooks';
import { SettingsApi } from './resources/settings';

export class NativeApi {
  readonly auth: AuthApi;
  readonly users: UsersApi;
  readonly apiKeys: ApiKeysApi;
  readonly products: ProductsApi;
  readonly policies: PoliciesApi;
  readonly customers: CustomersApi;
  readonly groups: GroupsApi;
  readonly leads: LeadsApi;
  readonly appBundles: AppBundlesApi;
  readonly signingKeys: SigningKeysApi;
  readonly updateSigningKeys: UpdateSigningKeysApi;
  readonly licenses: LicensesApi;
  readonly keyPools: KeyPoolsApi;
  readonly licenseSessions: LicenseSessionsApi;
  readonly licenseUsers: LicenseUsersApi;
  readonly activations: ActivationsApi;
  readonly monitoring: MonitoringApi;
  readonly trials: TrialsApi;
  readonly resources: ResourcesApi;
  readonly audit: AuditApi;
  readonly search: SearchApi;
  readonly webhooks: WebhooksApi;
  readonly settings: SettingsApi;
  readonly #connection: ClientConnection;

  constructor(connection: ClientConnection) {
    this.auth = new AuthApi(connection);
    this.users = new UsersApi(connection);
    this.apiKeys = new ApiKeysApi(connection);
    this.products = new ProductsApi(connection);
    this.policies = new PoliciesApi(connection);
    this.customers = new CustomersApi(connection);
    this.groups = new GroupsApi(connection);
    this.leads = new LeadsApi(connection);
    this.appBundles = new AppBundlesApi(connection);
    this.signingKeys = new SigningKeysApi(connection);
    this.updateSigningKeys = new UpdateSigningKeysApi(connection);
    this.licenses = new LicensesApi(connection);
    this.keyPools = new KeyPoolsApi(connection);
    this.licenseSessions = new LicenseSessionsApi(connection);
    this.licenseUsers = new LicenseUsersApi(connection);
    this.activations = new ActivationsApi(connection);
    this.monitoring = new MonitoringApi(connection);
    this.trials = new TrialsApi(connection);
    this.resources = new ResourcesApi(connection);
    this.audit = new AuditApi(connection);
    this.search = new SearchApi(connection);
    this.webhooks = new WebhooksApi(connection);
    this.settings = new SettingsApi(connection);
    this.#connection = connection;
  }

  /**
   * Start a session on an activated device. The license limits the number of concurrent sessions. A session expires 60 seconds
   * after its last heartbeat, unless it is borrowed.
   *
   * `POST /api/v1/license-sessions`
   *
   * @throws 400: The request is invalid.
   * @throws 403: BORROWING_NOT_ALLOWED, or the reason why the license cannot be used on this device.
   * @throws 404: License not found.
   * @throws 409: SESSIONS_EXHAUSTED: as many sessions run as may. BORROWS_EXHAUSTED: as many are borrowed as may.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  startLicenseSession(body: StartLicenseSession, options?: CallOptions): ApiPromise<StartedLicenseSession> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/v1/license-sessions', body, mediaType: 'application/json' }, options);
  }

  /**
   * Send a session heartbeat, every 30 seconds. With `borrow_days`, the session is borrowed.
   *
   * `POST /api/v1/license-sessions/heartbeat`
   *
   * @throws 400: The request is invalid.
   * @throws 403: BORROWING_NOT_ALLOWED, or the reason why the license cannot be used on this device.
   * @throws 404: The session does not exist or has ended.
   * @throws 409: BORROWS_EXHAUSTED: as many sessions are borrowed as may. The session goes on.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  sendLicenseSessionHeartbeat(body: SendLicenseSessionHeartbeat, options?: CallOptions): ApiPromise<LicenseSessionHeartbeat> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/v1/license-sessions/heartbeat', body, mediaType: 'application/json' }, options);
  }

  /**
   * End a session, also a borrowed one.
   *
   * `POST /api/v1/license-sessions/end`
   *
   * @throws 400: The request is invalid.
   * @throws 404: The session does not exist or has ended.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  endLicenseSession(body: LicenseSessionToken, options?: CallOptions): ApiPromise<EndedLicenseSession> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/v1/license-sessions/end', body, mediaType: 'application/json' }, options);
  }

  /**
   * Take or return amounts of a license's meters. All items count, or none. The license key is the credential.
   *
   * `POST /api/v1/usage`
   *
   * @throws 400: The request is invalid.
   * @throws 403: The license cannot be used; the code gives the reason.
   * @throws 404: The license was not found or, with METER_NOT_FOUND, it has no such meter.
   * @throws 409: METER_EXHAUSTED: not enough is left of a meter. METER_RETURN_EXCEEDED: more is returned than was taken. Nothing of the call counts; `details` names the meter.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  recordUsage(body: RecordUsage, options?: CallOptions): ApiPromise<UsageResult> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/v1/usage', body, mediaType: 'application/json' }, options);
  }

  /**
   * Activate a license on a device. A known device gets the same activation again, with 200 instead of 201.
   *
   * `POST /api/v1/activate`
   *
   * @throws 400: The request is invalid.
   * @throws 403: The license cannot be used; the code gives the reason.
   * @throws 404: License not found.
   * @throws 409: The seat limit or the lifetime activation limit is reached.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  activate(body: ActivateLicense, options?: CallOptions): ApiPromise<ActivationResult> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/v1/activate', body, mediaType: 'application/json' }, options);
  }

  /**
   * Validate a license. Always returns 200; `valid` holds the result.
   *
   * `POST /api/v1/validate`
   *
   * @throws 400: The request is invalid.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  validate(body: ValidateLicense, options?: CallOptions): ApiPromise<ValidationResult> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/v1/validate', body, mediaType: 'application/json' }, options);
  }

  /**
   * Send a heartbeat for an activated device.
   *
   * `POST /api/v1/heartbeat`
   *
   * @throws 400: The request is invalid.
   * @throws 403: The license cannot be used on this device; the code gives the reason.
   * @throws 404: License not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  heartbeat(body: SendHeartbeat, options?: CallOptions): ApiPromise<HeartbeatResult> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/v1/heartbeat', body, mediaType: 'application/json' }, options);
  }

  /**
   * Deactivate a license on a device. Also works for expired and disabled licenses.
   *
   * `POST /api/v1/deactivate`
   *
   * @throws 400: The request is invalid.
   * @throws 403: The license is not active on this device.
   * @throws 404: License not found.
   * @throws 409: TRANSFERS_EXHAUSTED: the policy allows no more deactivations now.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  deactivate(body: DeactivateLicense, options?: CallOptions): ApiPromise<DeactivationResult> {
    return sendCall(this.#connection, { method: 'POST', url: '/api/v1/deactivate', body, mediaType: 'application/json' }, options);
  }
}

export type { AuthApi } from './resources/auth';
export type { UsersApi } from './resources/users';
export type { ApiKeysApi } from './resources/apiKeys';
export type { ProductsApi } from './resources/products';
export type { PoliciesApi } from './resources/policies';
export type { CustomersApi } from './resources/customers';
export type { GroupsApi } from './resources/groups';
export type { LeadsApi } from './resources/leads';
export type { AppBundlesApi } from './resources/appBundles';
export type { SigningKeysApi } from './resources/signingKeys';
export type { UpdateSigningKeysApi } from './resources/updateSigningKeys';
export type { LicensesApi } from './resources/licenses';
export type { KeyPoolsApi } from './resources/keyPools';
export type { LicenseSessionsApi } from './resources/licenseSessions';
export type { LicenseUsersApi } from './resources/licenseUsers';
export type { ActivationsApi } from './resources/activations';
export type { MonitoringApi } from './resources/monitoring';
export type { TrialsApi } from './resources/trials';
export type { ResourcesApi } from './resources/resources';
export type { AuditApi } from './resources/audit';
export type { SearchApi } from './resources/search';
export type { WebhooksApi } from './resources/webhooks';
export type { SettingsApi } from './resources/settings';
