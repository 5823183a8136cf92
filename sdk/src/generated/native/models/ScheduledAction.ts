/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Operation on the license.
 */
export type ScheduledAction = 'extend' | 'change_policy' | 'seats' | 'entitlements';
