/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Effect of a refund on the licenses that are paid back.
 */
export type HoldEffect = 'suspend' | 'revoke';
