/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { PagePromise } from '../../../page-promise';
import { resource } from '../../../operations';
import type { CreatePolicyBody, DeletePolicyQuery, ListPoliciesQuery, ListPolicyVersionsQuery, Policy, PolicyVersion, PublishPolicyVersionBody, UpdatePolicyBody } from '../index';

/** Terms and behavior that licenses take from their policy. */
export interface PoliciesApi {

  /**
   * Create a policy that licenses of any product can use.
   *
   * Requires an access token or an API key with the permission `policies:write`.
   *
   * `POST /api/v1/policies`
   *
   * @returns The new policy.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  create(body: CreatePolicyBody, options?: CallOptions): ApiPromise<Policy>;

  /**
   * List policies, newest first.
   *
   * Requires an access token or an API key with the permission `policies:read`.
   *
   * `GET /api/v1/policies`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query?: ListPoliciesQuery, options?: CallOptions): PagePromise<Policy>;

  /**
   * Get a policy.
   *
   * Requires an access token or an API key with the permission `policies:read`.
   *
   * `GET /api/v1/policies/{id}`
   *
   * @param id UUID of the policy, or a name that only one policy has.
   * @returns The policy.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(id: string, options?: CallOptions): ApiPromise<Policy>;

  /**
   * Update a policy.
   *
   * A change of behavior applies to existing licenses immediately, one of entitlements and meters shortly after or, if the policy has published versions, to licenses of the next version. Changed limits, terms and features apply to licenses that are issued later; a policy change applies them to existing ones. Requires an access token or an API key with the permission `policies:write`.
   *
   * `PATCH /api/v1/policies/{id}`
   *
   * @param id UUID of the policy, or a name that only one policy has.
   * @returns The policy.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A request with this Idempotency-Key is still in progress.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  update(id: string, body: UpdatePolicyBody, options?: CallOptions): ApiPromise<Policy>;

  /**
   * Delete a policy.
   *
   * It must not be used by a license or be a product's own. Requires an access token or an API key with the permission `policies:write`.
   *
   * `DELETE /api/v1/policies/{id}`
   *
   * @param id UUID of the policy, or a name that only one policy has.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: IN_USE: the policy is used by licenses or is a product's own.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  delete(id: string, query?: DeletePolicyQuery, options?: CallOptions): ApiPromise<void>;

  /**
   * Publish the entitlements and meters of a policy as its next version.
   *
   * Licenses that are issued from then on have it, existing ones keep theirs until they are moved. Requires an access token or an API key with the permission `policies:write`.
   *
   * `POST /api/v1/policies/{id}/versions`
   *
   * @param id UUID of the policy, or a name that only one policy has.
   * @returns The new policy version.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: CONFLICT: they are those of the newest version.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  publishVersion(id: string, body: PublishPolicyVersionBody, options?: CallOptions): ApiPromise<PolicyVersion>;

  /**
   * List the versions of a policy, newest first.
   *
   * Requires an access token or an API key with the permission `policies:read`.
   *
   * `GET /api/v1/policies/{id}/versions`
   *
   * @param id UUID of the policy, or a name that only one policy has.
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listVersions(id: string, query?: ListPolicyVersionsQuery, options?: CallOptions): PagePromise<PolicyVersion>;
}
export class PoliciesApi extends /* @__PURE__ */ resource({
  create: 'POST .',
  list: 'GET . list',
  get: 'GET ./{id}',
  update: 'PATCH ./{id}',
  delete: 'DELETE ./{id}',
  publishVersion: 'POST ./{id}/versions',
  listVersions: 'GET ./{id}/versions list',
}, 'policies') {}
