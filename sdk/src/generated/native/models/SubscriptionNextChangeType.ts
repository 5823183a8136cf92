/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * `renewal`: the shop renews it. `suspension`: its licenses are suspended. `end`: it is over.
 */
export type SubscriptionNextChangeType = 'renewal' | 'suspension' | 'end';
