/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Sets that one state and clears the others.
 */
export type LicenseState = 'active' | 'disabled' | 'blocked' | 'revoked';
