/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * A license that was never activated is `active`.
 */
export type LicenseStatus = 'revoked' | 'blocked' | 'disabled' | 'not_started' | 'expired' | 'active';
