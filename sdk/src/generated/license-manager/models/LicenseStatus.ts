/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * What the license is at this moment.
 */
export type LicenseStatus = 'revoked' | 'blocked' | 'disabled' | 'not_started' | 'expired' | 'unused' | 'active';
