/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { AllocateResourcesRequest, CheckResourceAvailabilityQuery, LicenseResources, ResourceAvailability, ResourceUsage, ResourcesAllocated } from '../index';

/** Resources of licenses. */
export interface ResourcesApi {

  /**
   * List the resources that a license holds.
   *
   * Requires an access token.
   *
   * `GET /api/license/{license_id}/resources`
   *
   * @param licenseId Number of the license.
   * @returns The license resources.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: LICENSE_NOT_FOUND
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  list(licenseId: number, options?: CallOptions): ApiPromise<LicenseResources>;

  /**
   * Allocate available resources to a license, all or none.
   *
   * Requires an access token.
   *
   * `POST /api/resources/allocate`
   *
   * @returns The resources allocated.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: LICENSE_NOT_FOUND, or NOT_FOUND: `details.ids` lists the unknown resources
   * @throws 409: CONFLICT: `details.ids` lists the resources that are already allocated
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  allocate(body: AllocateResourcesRequest, options?: CallOptions): ApiPromise<ResourcesAllocated>;

  /**
   * Check whether enough resources of a type are available.
   *
   * Requires an access token.
   *
   * `GET /api/resources/check-availability`
   *
   * @returns The resource availability.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  checkAvailability(query: CheckResourceAvailabilityQuery, options?: CallOptions): ApiPromise<ResourceAvailability>;

  /**
   * Count resources by status and type.
   *
   * Requires an access token.
   *
   * `GET /api/resources/stats`
   *
   * @returns The resource usage.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  getUsage(options?: CallOptions): ApiPromise<ResourceUsage>;
}
export class ResourcesApi extends /* @__PURE__ */ resource({
  list: 'GET /api/license/{license_id}/resources',
  allocate: 'POST /api/resources/allocate body',
  checkAvailability: 'GET /api/resources/check-availability query',
  getUsage: 'GET /api/resources/stats',
}) {}
