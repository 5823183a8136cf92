/* written by sdk/scripts/generate.mjs -- do not edit */
import type { CallOptions } from '../../../client-options';
import type { ApiPromise } from '../../../api-promise';
import { resource } from '../../../operations';
import type { CreatePortalSession, PortalSession } from '../index';

/** Sessions of customers in the customer portal. */
export interface PortalApi {

  /**
   * Create a link by which a customer who is signed in to the vendor's site enters the portal without an e-mail.
   *
   * It works once. Whoever has it sees and changes what the customer can, for 24 hours: create it for the person who has just proved to your site to be the customer. The 20 newest links of an e-mail address work. `Idempotency-Key` is ignored: each call creates another link. Requires an access token or an API key with the permission `portal:sessions`.
   *
   * `POST /api/v1/portal/sessions`
   *
   * @returns The new portal session.
   * @throws 400: The request is invalid.
   * @throws 401: The credential is missing or invalid.
   * @throws 403: The permission is missing.
   * @throws 404: The customer does not exist, or the license is not one of the customer.
   * @throws 409: The portal is off, or the customer has no e-mail address.
   * @throws 413: The body is larger than 1 MB, or 64 KB for calls of client programs.
   * @throws 415: The body is not JSON.
   * @throws 429: Too many requests. Retry after the seconds in Retry-After.
   */
  createSession(body: CreatePortalSession, options?: CallOptions): ApiPromise<PortalSession>;
}
export class PortalApi extends /* @__PURE__ */ resource({
  createSession: 'POST portal/sessions body',
}) {}
