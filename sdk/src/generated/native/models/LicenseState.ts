/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Administrative state; setting one clears the others.
 */
export type LicenseState = 'active' | 'disabled' | 'blocked' | 'revoked';
