/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../client-options';
import type { ApiPromise } from '../../api-promise';
import type { Download } from '../../download';
import type { PagePromise } from '../../page-promise';
import { api } from '../../operations';
import type { ActivateLicense, ActivationResult, ChangeSessionFeatures, CheckForUpdate, CommitReservation, DeactivateLicense, DeactivationResult, DownloadReleaseArtifactQuery, DownloadReleaseQuery, EndedLicenseSession, GetLatestReleaseQuery, GetUpdateFeedQuery, HeartbeatResult, LicenseSessionHeartbeat, LicenseSessionToken, ListReleasesQuery, RateLimitState, RecordUsage, Release, ReleaseReservation, RequestLicenseFile, RequestedLicenseFile, ReserveUsage, SendHeartbeat, SendLicenseSessionHeartbeat, SessionFeatures, StartLicenseSession, StartedLicenseSession, TakeRateLimit, UpdateCheck, UsageReservation, UsageResult, ValidateLicense, ValidationResult, VersionFileType } from './index';
import { AuthApi } from './resources/auth';
import { UsersApi } from './resources/users';
import { RolesApi } from './resources/roles';
import { ApiKeysApi } from './resources/apiKeys';
import { ProductsApi } from './resources/products';
import { PoliciesApi } from './resources/policies';
import { CustomersApi } from './resources/customers';
import { CustomerUsersApi } from './resources/customerUsers';
import { GroupsApi } from './resources/groups';
import { AppBundlesApi } from './resources/appBundles';
import { SigningKeysApi } from './resources/signingKeys';
import { UpdateSigningKeysApi } from './resources/updateSigningKeys';
import { LicensesApi } from './resources/licenses';
import { AuditApi } from './resources/audit';
import { KeyPoolsApi } from './resources/keyPools';
import { LicenseSessionsApi } from './resources/licenseSessions';
import { LicenseFilesApi } from './resources/licenseFiles';
import { LicenseUsersApi } from './resources/licenseUsers';
import { ActivationsApi } from './resources/activations';
import { MonitoringApi } from './resources/monitoring';
import { JobsApi } from './resources/jobs';
import { TrialsApi } from './resources/trials';
import { WebhooksApi } from './resources/webhooks';
import { MailsApi } from './resources/mails';
import { SettingsApi } from './resources/settings';
import { BackupsApi } from './resources/backups';
import { CatalogApi } from './resources/catalog';
import { LeadsApi } from './resources/leads';
import { ImportsApi } from './resources/imports';
import { ShadowsApi } from './resources/shadows';
import { ClaimsApi } from './resources/claims';
import { PortalApi } from './resources/portal';
import { ResourcesApi } from './resources/resources';
import { OrdersApi } from './resources/orders';
import { SubscriptionsApi } from './resources/subscriptions';
import { ShopsApi } from './resources/shops';
import { SearchApi } from './resources/search';

export interface NativeApi {
  /** Log in, log out and own sessions. */
  readonly auth: AuthApi;
  /** Users of the console and of the management calls. */
  readonly users: UsersApi;
  /** Roles of users: four fixed ones, and those made of permissions. */
  readonly roles: RolesApi;
  /** API keys of client apps and of other systems. */
  readonly apiKeys: ApiKeysApi;
  /** Products with their versions, files, entitlements and meters. */
  readonly products: ProductsApi;
  /** Terms and behavior that licenses take from their policy. */
  readonly policies: PoliciesApi;
  /** Customers who own licenses. */
  readonly customers: CustomersApi;
  /** People of a customer that is a company, who sign in to the customer portal. */
  readonly customerUsers: CustomerUsersApi;
  /** Groups of licenses and customers with common limits. */
  readonly groups: GroupsApi;
  /** Apps whose license is a file or a state of the app. */
  readonly appBundles: AppBundlesApi;
  /** Public keys that verify signed answers and license files. */
  readonly signingKeys: SigningKeysApi;
  /** Keys that sign the manifests of updates. */
  readonly updateSigningKeys: UpdateSigningKeysApi;
  /** Issue, change, extend, disable, revoke, import and export licenses. */
  readonly licenses: LicensesApi;
  /** Who changed what, and the events that changes cause. */
  readonly audit: AuditApi;
  /** Imported license keys that are drawn one by one. */
  readonly keyPools: KeyPoolsApi;
  /** Floating seats: concurrent sessions of a license. */
  readonly licenseSessions: LicenseSessionsApi;
  /** Signed license files for apps without network, and release codes of their devices. */
  readonly licenseFiles: LicenseFilesApi;
  /** Users to whom a license is assigned. */
  readonly licenseUsers: LicenseUsersApi;
  /** Devices on which licenses are activated. */
  readonly activations: ActivationsApi;
  /** Readiness, statistics, alerts and anomalies. */
  readonly monitoring: MonitoringApi;
  /** Follow, stop and undo changes that run in the background, and download exports. */
  readonly jobs: JobsApi;
  /** Trial licenses: requested by apps, verified and managed by admins. */
  readonly trials: TrialsApi;
  /** Events sent to other systems. */
  readonly webhooks: WebhooksApi;
  /** E-mails to customers, and their texts. */
  readonly mails: MailsApi;
  /** Settings that admins change at run time. */
  readonly settings: SettingsApi;
  /** Backups of the whole database. */
  readonly backups: BackupsApi;
  /** The catalog as one document: export it, compare it with a server, apply it. */
  readonly catalog: CatalogApi;
  /** Institutions that may become customers, with contacts and activities. */
  readonly leads: LeadsApi;
  /** Bring in everything from another license server. */
  readonly imports: ImportsApi;
  /** Comparison of answers with those of an old server. */
  readonly shadows: ShadowsApi;
  /** Licenses that customers claim in the customer portal. */
  readonly claims: ClaimsApi;
  /** Sessions of customers in the customer portal. */
  readonly portal: PortalApi;
  /** Numbered resources, such as servers, that are allocated to licenses. */
  readonly resources: ResourcesApi;
  /** Sales, which give licenses to customers. */
  readonly orders: OrdersApi;
  /** Orders whose shop renews them. */
  readonly subscriptions: SubscriptionsApi;
  /** Connections of shops, whose payments give licenses. */
  readonly shops: ShopsApi;
  /** Search over licenses, customers, products and devices. */
  readonly search: SearchApi;

  /**
   * Start a session on an activated device.
   *
   * The license limits the number of concurrent sessions. A session expires the policy's `session_lease` after its last heartbeat, 60 seconds by default, unless it is borrowed. Without `borrow_days`, a session that this device has borrowed goes on, with a new token, unless its program is sending heartbeats. With `wait`, SESSIONS_EXHAUSTED has `waiting` with the position in the waiting line and a token that keeps it: it ends after `session_lease` seconds without asking again. A free seat goes to the first in line. Public: requires no credential.
   *
   * `POST /api/v1/license-sessions`
   *
   * @returns The started license session.
   * @throws 400: The request is invalid.
   * @throws 403: BORROWING_NOT_ALLOWED, or the reason why the license cannot be used on this device.
   * @throws 404: License not found.
   * @throws 409: SESSIONS_EXHAUSTED: as many sessions run as may. BORROWS_EXHAUSTED: as many are borrowed as may. Others: the user or the machine has as many as may.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  startLicenseSession(body: StartLicenseSession, options?: CallOptions): ApiPromise<StartedLicenseSession>;

  /**
   * Send a session heartbeat, every `heartbeat_interval` seconds.
   *
   * With `borrow_days`, the session is borrowed, or with 0 returned. Public: requires no credential.
   *
   * `POST /api/v1/license-sessions/heartbeat`
   *
   * @returns The license session heartbeat.
   * @throws 400: The request is invalid.
   * @throws 403: BORROWING_NOT_ALLOWED, or the reason why the license cannot be used on this device.
   * @throws 404: The session does not exist or has ended. SESSION_TAKEN_BACK: an admin ended it and said why.
   * @throws 409: BORROWS_EXHAUSTED: as many sessions are borrowed as may; the session goes on. SESSION_IDLE: it has ended.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  sendLicenseSessionHeartbeat(body: SendLicenseSessionHeartbeat, options?: CallOptions): ApiPromise<LicenseSessionHeartbeat>;

  /**
   * Take features with a running session, and give others back.
   *
   * An entitlement that is a number is the number of sessions that may hold it at once. A feature that is exhausted is named so in the answer; the others are taken, and the session goes on. Public: requires no credential.
   *
   * `POST /api/v1/license-sessions/features`
   *
   * @returns The session features.
   * @throws 400: The request is invalid.
   * @throws 403: The reason why the license cannot be used on this device.
   * @throws 404: The session does not exist or has ended.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  changeLicenseSessionFeatures(body: ChangeSessionFeatures, options?: CallOptions): ApiPromise<SessionFeatures>;

  /**
   * End a session, also a borrowed one.
   *
   * With the token of a place in the waiting line, the place is given up. Public: requires no credential.
   *
   * `POST /api/v1/license-sessions/end`
   *
   * @returns The ended license session.
   * @throws 400: The request is invalid.
   * @throws 404: The session does not exist or has ended.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  endLicenseSession(body: LicenseSessionToken, options?: CallOptions): ApiPromise<EndedLicenseSession>;

  /**
   * Get a signed license file for an active device, with which the app runs without the server until the file ends.
   *
   * Each call issues another file; earlier ones still count. Public: requires no credential.
   *
   * `POST /api/v1/license-file`
   *
   * @returns The requested license file.
   * @throws 400: The request is invalid.
   * @throws 403: OFFLINE_NOT_ALLOWED, or the reason why the license cannot be used on this device.
   * @throws 404: License not found.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  requestLicenseFile(body: RequestLicenseFile, options?: CallOptions): ApiPromise<RequestedLicenseFile>;

  /**
   * Take or return amounts of a license's meters, and uses of features that cost credits.
   *
   * All items count, or none. The license key is the credential. Public: requires no credential.
   *
   * `POST /api/v1/usage`
   *
   * @returns The usage result.
   * @throws 400: The request is invalid.
   * @throws 403: The license cannot be used; the code gives the reason, such as EXPIRED or REVOKED.
   * @throws 404: The license was not found or, with METER_NOT_FOUND, it has no such meter.
   * @throws 409: METER_EXHAUSTED: not enough is left of a meter. METER_RETURN_EXCEEDED: more is returned than was taken. Nothing of the call counts; `details` names the meter.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  recordUsage(body: RecordUsage, options?: CallOptions): ApiPromise<UsageResult>;

  /**
   * Reserve amounts of a license's meters and credits.
   *
   * All items are kept for this call until it ends, or none. Public: requires no credential.
   *
   * `POST /api/v1/usage/reservations`
   *
   * @returns The new usage reservation.
   * @throws 400: The request is invalid.
   * @throws 404: The license was not found or, with METER_NOT_FOUND, it has no such meter.
   * @throws 409: METER_EXHAUSTED: not enough is left of a meter.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  reserveUsage(body: ReserveUsage, options?: CallOptions): ApiPromise<UsageReservation>;

  /**
   * Take what was reserved, or less of it, by the rates of the reservation.
   *
   * A call that is repeated takes nothing more. Public: requires no credential.
   *
   * `POST /api/v1/usage/reservations/commit`
   *
   * @returns The usage result.
   * @throws 400: The request is invalid.
   * @throws 404: Reservation not found.
   * @throws 409: RESERVATION_ENDED, or more is named than was reserved.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  commitReservation(body: CommitReservation, options?: CallOptions): ApiPromise<UsageResult>;

  /**
   * Give back what was reserved.
   *
   * Public: requires no credential.
   *
   * `POST /api/v1/usage/reservations/release`
   *
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 404: Reservation not found.
   * @throws 409: RESERVATION_ENDED: it was committed.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  releaseReservation(body: ReleaseReservation, options?: CallOptions): ApiPromise<void>;

  /**
   * Take from a rate limit that the policy or the license sets for a feature of the app or, without `license_key`, from one of the
   * API key in `X-API-Key`.
   *
   * A cost that does not fit takes nothing: 429 with `Retry-After`. Public: requires no credential.
   *
   * `POST /api/v1/rate-limits/take`
   *
   * @returns The rate limit state.
   * @throws 400: The request is invalid.
   * @throws 401: The call names no license, and its API key is not valid.
   * @throws 403: The license cannot be used; the code gives the reason, such as EXPIRED or REVOKED.
   * @throws 404: The license or the API key, or its rate limit of this name, was not found.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  takeRateLimit(body: TakeRateLimit, options?: CallOptions): ApiPromise<RateLimitState>;

  /**
   * Activate a license on a device.
   *
   * A known device gets the same activation again, with 200 instead of 201. Public: requires no credential.
   *
   * `POST /api/v1/activate`
   *
   * @returns The activation result. The new activation result.
   * @throws 400: The request is invalid.
   * @throws 403: The license cannot be used; the code gives the reason, such as EXPIRED or REVOKED.
   * @throws 404: License not found.
   * @throws 409: SEATS_EXHAUSTED or USES_EXHAUSTED: the seat limit or the lifetime activation limit is reached. CAPACITY_EXHAUSTED: the devices of the license would be too large.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  activate(body: ActivateLicense, options?: CallOptions): ApiPromise<ActivationResult>;

  /**
   * Validate a license.
   *
   * Always returns 200; `valid` holds the result. Public: requires no credential.
   *
   * `POST /api/v1/validate`
   *
   * @returns The validation result.
   * @throws 400: The request is invalid.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  validate(body: ValidateLicense, options?: CallOptions): ApiPromise<ValidationResult>;

  /**
   * Send a heartbeat for an activated device.
   *
   * Public: requires no credential.
   *
   * `POST /api/v1/heartbeat`
   *
   * @returns The heartbeat result.
   * @throws 400: The request is invalid.
   * @throws 403: The license cannot be used on this device; the code gives the reason, such as NOT_ACTIVATED or EXPIRED.
   * @throws 404: License not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  heartbeat(body: SendHeartbeat, options?: CallOptions): ApiPromise<HeartbeatResult>;

  /**
   * Deactivate a license on a device.
   *
   * Also works for expired and disabled licenses. Public: requires no credential.
   *
   * `POST /api/v1/deactivate`
   *
   * @returns The deactivation result.
   * @throws 400: The request is invalid.
   * @throws 403: NOT_ACTIVATED or DEVICE_MISMATCH: the license is not active on this device.
   * @throws 404: License not found.
   * @throws 409: TRANSFERS_EXHAUSTED: the policy allows no more deactivations now.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  deactivate(body: DeactivateLicense, options?: CallOptions): ApiPromise<DeactivationResult>;

  /**
   * Check for a newer version that the program may have.
   *
   * A program without a usable license learns of the version, but of no files, unless the product's updates need no license. A license gets no version released after its `updates_until`; that there is one is in `out_of_reach`. Public: requires no credential.
   *
   * `POST /api/v1/updates/check`
   *
   * @returns The update check.
   * @throws 400: The request is invalid.
   * @throws 404: The product does not exist or is not active.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  checkForUpdate(body: CheckForUpdate, options?: CallOptions): ApiPromise<UpdateCheck>;

  /**
   * Get the latest version that the program may have.
   *
   * Public: requires no credential.
   *
   * `GET /api/v1/updates/{product}/latest`
   *
   * @param product UUID or reference of the product.
   * @param options `headers['Authorization']`: `License <license key>`. Without it, the program is unlicensed. `headers['X-Hardware-Id']`: Identifier of the device, 1 to 512 characters in UTF-8; of an object, its SHA-256. Without it, any device of the license must be active.
   * @returns The release.
   * @throws 400: The request is invalid.
   * @throws 404: The product does not exist or is not active, or has no version that the program may have.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getLatestRelease(product: string, query?: GetLatestReleaseQuery, options?: CallOptions): ApiPromise<Release>;

  /**
   * List the versions that the program may have, those that were published last first.
   *
   * Public: requires no credential.
   *
   * `GET /api/v1/updates/{product}/versions`
   *
   * @param product UUID or reference of the product.
   * @param options `headers['Authorization']`: `License <license key>`. Without it, the program is unlicensed. `headers['X-Hardware-Id']`: Identifier of the device, 1 to 512 characters in UTF-8; of an object, its SHA-256. Without it, any device of the license must be active.
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 404: The product does not exist or is not active.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listReleases(product: string, query?: ListReleasesQuery, options?: CallOptions): PagePromise<Release>;

  /**
   * Download a file of a version, or part of it with `Range`.
   *
   * The `ETag` is its SHA-256; with `If-Range`, an interrupted download goes on if the file is still the same. A download with a license is logged. Public: requires no credential.
   *
   * `GET /api/v1/updates/{product}/{version}/files/{type}`
   *
   * @param product UUID or reference of the product.
   * @param version UUID, reference or number of the version, such as `1.2.0`.
   * @param type Type of the file: `main` or `sql`.
   * @param options `headers['Authorization']`: `License <license key>`. Without it, the program is unlicensed. `headers['X-Hardware-Id']`: Identifier of the device, 1 to 512 characters in UTF-8; of an object, its SHA-256. Without it, any device of the license must be active.
   * @returns The file. The requested range of the file.
   * @throws 400: The request is invalid.
   * @throws 401: The updates of this product need a license, and none was sent.
   * @throws 403: The license cannot be used, or does not include this version; the code gives the reason.
   * @throws 404: Product, version, file or license not found.
   * @throws 416: RANGE_UNSATISFIABLE: the range is outside the file.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  downloadRelease(product: string, version: string, type: VersionFileType, query?: DownloadReleaseQuery, options?: CallOptions): Promise<Download>;

  /**
   * Download a file for a platform, as a file of a version.
   *
   * The path ends in the name of the file. Public: requires no credential.
   *
   * `GET /api/v1/updates/{product}/{version}/artifacts/{artifact_id}/{name}`
   *
   * @param product UUID or reference of the product.
   * @param version UUID, reference or number of the version, such as `1.2.0`.
   * @param artifactId ID of the artifact.
   * @param name Name of the file.
   * @param options `headers['Authorization']`: `License <license key>`. Without it, the program is unlicensed. `headers['X-Hardware-Id']`: Identifier of the device, 1 to 512 characters in UTF-8; of an object, its SHA-256. Without it, any device of the license must be active.
   * @returns The file. The requested range of the file.
   * @throws 400: The request is invalid.
   * @throws 401: The updates of this product need a license, and none was sent.
   * @throws 403: The license cannot be used, or does not include this version; the code gives the reason.
   * @throws 404: Product, version, file or license not found.
   * @throws 416: RANGE_UNSATISFIABLE: the range is outside the file.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  downloadReleaseArtifact(product: string, version: string, artifactId: string, name: string, query?: DownloadReleaseArtifactQuery, options?: CallOptions): Promise<Download>;

  /**
   * Download a file with the ticket of a feed, which names the license and is valid for a day.
   *
   * The license is judged again. The path ends in the name of the file. Public: requires no credential.
   *
   * `GET /api/v1/updates/{product}/{version}/downloads/{ticket}/{name}`
   *
   * @param product UUID or reference of the product.
   * @param version UUID, reference or number of the version, such as `1.2.0`.
   * @param ticket ID of the download.
   * @param name Name of the file.
   * @returns The file. The requested range of the file.
   * @throws 400: The request is invalid.
   * @throws 403: The license cannot be used, or does not include this version; the code gives the reason.
   * @throws 404: Product, version, file or license not found, or the ticket has expired.
   * @throws 416: RANGE_UNSATISFIABLE: the range is outside the file.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  downloadWithTicket(product: string, version: string, ticket: string, name: string, options?: CallOptions): Promise<Download>;

  /**
   * Get a feed of updates: `sparkle.xml`, `latest.yml`, `latest-mac.yml`, `latest-linux.yml`, `tauri.json`, `RELEASES`,
   * `releases.win.json`, `wordpress.json` or `feed.json`.
   *
   * Files of an app with a license have addresses that are valid for a day. Public: requires no credential.
   *
   * `GET /api/v1/updates/{product}/feeds/{file}`
   *
   * @param product UUID or reference of the product.
   * @param file ID of the feed.
   * @param options `headers['Authorization']`: `License <license key>`. Without it, the program is unlicensed. `headers['X-Hardware-Id']`: Identifier of the device, 1 to 512 characters in UTF-8; of an object, its SHA-256. Without it, any device of the license must be active.
   * @returns The feed. There is no update, of feeds in whose format this is an answer.
   * @throws 400: The request is invalid.
   * @throws 401: The updates of this product need a license, and none was sent.
   * @throws 403: The license cannot be used; the code gives the reason.
   * @throws 404: The product does not exist or is not active, or no feed has this name.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getUpdateFeed(product: string, file: string, query?: GetUpdateFeedQuery, options?: CallOptions): ApiPromise<unknown>;
}
export class NativeApi extends /* @__PURE__ */ api({
  startLicenseSession: 'POST license-sessions',
  sendLicenseSessionHeartbeat: 'POST license-sessions/heartbeat',
  changeLicenseSessionFeatures: 'POST license-sessions/features',
  endLicenseSession: 'POST license-sessions/end',
  requestLicenseFile: 'POST license-file body',
  recordUsage: 'POST usage',
  reserveUsage: 'POST usage/reservations',
  commitReservation: 'POST usage/reservations/commit',
  releaseReservation: 'POST usage/reservations/release body keyed none',
  takeRateLimit: 'POST rate-limits/take body',
  activate: 'POST activate',
  validate: 'POST validate body',
  heartbeat: 'POST heartbeat',
  deactivate: 'POST deactivate',
  checkForUpdate: 'POST updates/check body',
  getLatestRelease: 'GET updates/{product}/latest query',
  listReleases: 'GET updates/{product}/versions list',
  downloadRelease: 'GET updates/{product}/{version}/files/{type} query binary',
  downloadReleaseArtifact: 'GET updates/{product}/{version}/artifacts/{artifact_id}/{name} query binary',
  downloadWithTicket: 'GET updates/{product}/{version}/downloads/{ticket}/{name} binary',
  getUpdateFeed: 'GET updates/{product}/feeds/{file} query',
}, {
  auth: AuthApi,
  users: UsersApi,
  roles: RolesApi,
  apiKeys: ApiKeysApi,
  products: ProductsApi,
  policies: PoliciesApi,
  customers: CustomersApi,
  customerUsers: CustomerUsersApi,
  groups: GroupsApi,
  appBundles: AppBundlesApi,
  signingKeys: SigningKeysApi,
  updateSigningKeys: UpdateSigningKeysApi,
  licenses: LicensesApi,
  audit: AuditApi,
  keyPools: KeyPoolsApi,
  licenseSessions: LicenseSessionsApi,
  licenseFiles: LicenseFilesApi,
  licenseUsers: LicenseUsersApi,
  activations: ActivationsApi,
  monitoring: MonitoringApi,
  jobs: JobsApi,
  trials: TrialsApi,
  webhooks: WebhooksApi,
  mails: MailsApi,
  settings: SettingsApi,
  backups: BackupsApi,
  catalog: CatalogApi,
  leads: LeadsApi,
  imports: ImportsApi,
  shadows: ShadowsApi,
  claims: ClaimsApi,
  portal: PortalApi,
  resources: ResourcesApi,
  orders: OrdersApi,
  subscriptions: SubscriptionsApi,
  shops: ShopsApi,
  search: SearchApi,
}) {}

export type { AuthApi } from './resources/auth';
export type { UsersApi } from './resources/users';
export type { RolesApi } from './resources/roles';
export type { ApiKeysApi } from './resources/apiKeys';
export type { ProductsApi } from './resources/products';
export type { PoliciesApi } from './resources/policies';
export type { CustomersApi } from './resources/customers';
export type { CustomerUsersApi } from './resources/customerUsers';
export type { GroupsApi } from './resources/groups';
export type { AppBundlesApi } from './resources/appBundles';
export type { SigningKeysApi } from './resources/signingKeys';
export type { UpdateSigningKeysApi } from './resources/updateSigningKeys';
export type { LicensesApi } from './resources/licenses';
export type { AuditApi } from './resources/audit';
export type { KeyPoolsApi } from './resources/keyPools';
export type { LicenseSessionsApi } from './resources/licenseSessions';
export type { LicenseFilesApi } from './resources/licenseFiles';
export type { LicenseUsersApi } from './resources/licenseUsers';
export type { ActivationsApi } from './resources/activations';
export type { MonitoringApi } from './resources/monitoring';
export type { JobsApi } from './resources/jobs';
export type { TrialsApi } from './resources/trials';
export type { WebhooksApi } from './resources/webhooks';
export type { MailsApi } from './resources/mails';
export type { SettingsApi } from './resources/settings';
export type { BackupsApi } from './resources/backups';
export type { CatalogApi } from './resources/catalog';
export type { LeadsApi } from './resources/leads';
export type { ImportsApi } from './resources/imports';
export type { ShadowsApi } from './resources/shadows';
export type { ClaimsApi } from './resources/claims';
export type { PortalApi } from './resources/portal';
export type { ResourcesApi } from './resources/resources';
export type { OrdersApi } from './resources/orders';
export type { SubscriptionsApi } from './resources/subscriptions';
export type { ShopsApi } from './resources/shops';
export type { SearchApi } from './resources/search';
