/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Kind of the rows.
 */
export type ImportRowKind = 'product' | 'version' | 'entitlement' | 'policy' | 'customer' | 'license' | 'activation' | 'api_key' | 'blocked' | 'other';
