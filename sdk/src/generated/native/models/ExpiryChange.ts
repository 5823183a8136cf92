/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * `keep` keeps a term that has begun, with its expiration date; `restart` begins the policy's term now, or with the first
 * activation, check or download that the policy names. `keep` by default.
 */
export type ExpiryChange = 'keep' | 'restart';
