/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import type { PagePromise } from '../../../page-promise';
import { resource } from '../../../operations';
import type { AllocateResourcesBody, CreateResourceBody, DeleteResourceQuery, ImportReport, ImportResourcesForm, ImportResourcesQuery, ListResourceAllocationsQuery, ListResourcesQuery, ReleaseResourcesBody, Resource, ResourceAllocation, ResourceList, ResourceStats, UpdateResourceBody } from '../index';

/** Numbered resources, such as servers, that are allocated to licenses. */
export interface ResourcesApi {

  /**
   * Create a resource.
   *
   * API keys of one product cannot. Requires an access token or an API key with the permission `resources:write`.
   *
   * `POST /api/v1/resources`
   *
   * @returns The new resource.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 409: A resource of this type with this identifier already exists.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  create(body: CreateResourceBody, options?: CallOptions): ApiPromise<Resource>;

  /**
   * List resources, newest first.
   *
   * API keys of one product see available resources and those of its licenses. Requires an access token or an API key with the permission `resources:read`.
   *
   * `GET /api/v1/resources`
   *
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(query?: ListResourcesQuery, options?: CallOptions): PagePromise<Resource>;

  /**
   * Get a resource with the license that holds it.
   *
   * Requires an access token or an API key with the permission `resources:read`.
   *
   * `GET /api/v1/resources/{id}`
   *
   * @param id ID of the resource.
   * @returns The resource.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  get(id: string, options?: CallOptions): ApiPromise<Resource>;

  /**
   * Update a resource, also an allocated one.
   *
   * Omitted fields are unchanged. API keys of one product cannot. Requires an access token or an API key with the permission `resources:write`.
   *
   * `PATCH /api/v1/resources/{id}`
   *
   * @param id ID of the resource.
   * @returns The resource.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: A resource of this type with this identifier already exists.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  update(id: string, body: UpdateResourceBody, options?: CallOptions): ApiPromise<Resource>;

  /**
   * Delete a resource and its history.
   *
   * It must not be allocated. API keys of one product cannot. Requires an access token or an API key with the permission `resources:write`.
   *
   * `DELETE /api/v1/resources/{id}`
   *
   * @param id ID of the resource.
   * @returns Done; the response has no body.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 409: IN_USE: the resource is allocated to a license.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  delete(id: string, query?: DeleteResourceQuery, options?: CallOptions): ApiPromise<void>;

  /**
   * Count resources by status and type.
   *
   * API keys of one product count available resources and those of its licenses. Requires an access token or an API key with the permission `resources:read`.
   *
   * `GET /api/v1/resources/stats`
   *
   * @returns The resource stats.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getStats(options?: CallOptions): ApiPromise<ResourceStats>;

  /**
   * Allocate available resources to a license, whatever its status.
   *
   * The operation is atomic. Requires an access token or an API key with the permission `resources:write`.
   *
   * `POST /api/v1/resources/allocate`
   *
   * @returns The resource list.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: NOT_FOUND: the license or a resource does not exist; the message names the resources.
   * @throws 409: CONFLICT: a resource is already allocated; the message names the resources.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  allocate(body: AllocateResourcesBody, options?: CallOptions): ApiPromise<ResourceList>;

  /**
   * Release resources from the licenses that hold them.
   *
   * The operation is atomic. Requires an access token or an API key with the permission `resources:write`.
   *
   * `POST /api/v1/resources/release`
   *
   * @returns The resource list.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: NOT_FOUND: a resource does not exist; the message names the resources.
   * @throws 409: CONFLICT: a resource is not allocated; the message names the resources.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 422: The Idempotency-Key was used for a different request. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  release(body: ReleaseResourcesBody, options?: CallOptions): ApiPromise<ResourceList>;

  /**
   * List which licenses held a resource and when, newest first.
   *
   * API keys of one product see its existing licenses. Requires an access token or an API key with the permission `resources:read`.
   *
   * `GET /api/v1/resources/{id}/allocations`
   *
   * @param id ID of the resource.
   * @returns The first page when awaited; all items, page by page, when iterated over.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: Not found.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  listAllocations(id: string, query?: ListResourceAllocationsQuery, options?: CallOptions): PagePromise<ResourceAllocation>;

  /**
   * Import resources from a CSV file, all or none.
   *
   * By default a dry run: it reports what is wrong with the file and imports nothing. Requires an access token or an API key with the permission `resources:write`.
   *
   * `POST /api/v1/resources/import`
   *
   * @returns The import report.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 409: A resource of the file was created concurrently.
   * @throws 413: FILE_TOO_LARGE, FORM_TOO_LARGE
   * @throws 415: The body is not JSON.
   * @throws 422: Rows are invalid: `details` names the first 100 problems, as `rows.<row>.<column>`. Nothing was imported. REASON_REQUIRED: the change is destructive, and the setting `audit.reason_required` is on.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  import(body: ImportResourcesForm, query?: ImportResourcesQuery, options?: CallOptions): ApiPromise<ImportReport>;
}
export class ResourcesApi extends /* @__PURE__ */ resource({
  create: 'POST .',
  list: 'GET . list',
  get: 'GET ./{id}',
  update: 'PATCH ./{id}',
  delete: 'DELETE ./{id}',
  getStats: 'GET ./stats',
  allocate: 'POST ./allocate',
  release: 'POST ./release',
  listAllocations: 'GET ./{id}/allocations list',
  import: 'POST ./import form query',
}, 'resources') {}
