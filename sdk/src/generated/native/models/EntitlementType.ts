/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Type of the values that licenses and policies grant.
 */
export type EntitlementType = 'flag' | 'number' | 'text' | 'choice';
