/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Use of an expired license after its grace period: `revoke_access` refuses it; `restrict_access` leaves it usable without
 * newer versions, with the features and entitlements of `entitlements_after_expiry` only; `maintain_access` leaves it
 * usable without newer versions; `allow_access` leaves it usable with updates. `revoke_access` by default.
 */
export type ExpiryStrategy = 'revoke_access' | 'restrict_access' | 'maintain_access' | 'allow_access';
