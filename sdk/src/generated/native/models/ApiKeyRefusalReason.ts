/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * `address`: not in `allowed_ips`. `expired`, `revoked`: the key is no longer valid. `rotated`: the call had the previous
 * value, whose overlap has ended.
 */
export type ApiKeyRefusalReason = 'address' | 'expired' | 'revoked' | 'rotated';
