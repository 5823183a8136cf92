/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Whether its pool is away.
 */
export type RelayStatus = 'active' | 'released' | 'ended';
