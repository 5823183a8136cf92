/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Commercial type of the license; it does not change behavior, except `trial`. `perpetual` and `lifetime` with an end, an
 * expiration date or a term in days, are accepted and read `subscription`.
 */
export type LicenseType = 'perpetual' | 'subscription' | 'trial' | 'lifetime';
