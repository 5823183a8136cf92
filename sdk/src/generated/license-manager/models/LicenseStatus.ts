/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Current status of the license.
 */
export type LicenseStatus = 'revoked' | 'blocked' | 'disabled' | 'not_started' | 'expired' | 'unused' | 'active';
