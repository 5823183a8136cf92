/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Commercial type of the license; it does not change behavior, except `trial`.
 */
export type LicenseType = 'perpetual' | 'subscription' | 'trial' | 'lifetime';
