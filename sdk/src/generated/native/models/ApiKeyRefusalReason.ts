/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * `address`: not in `allowed_ips`. `expired`, `revoked`: the key is over. `rotated`: the call had the previous value, which is over.
 */
export type ApiKeyRefusalReason = 'address' | 'expired' | 'revoked' | 'rotated';
