/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * State of the license.
 */
export type LicenseStatus = 'generated' | 'activated' | 'active' | 'expired' | 'revoked';
