/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Type of the full license; `perpetual` by default.
 */
export type FullLicenseType = 'perpetual' | 'subscription' | 'lifetime';
