/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * When an `upgrade` takes effect. `period_end`: at the end that the license has now, as a scheduled change of the license; a refund before it cancels the change.
 */
export type UpgradeTime = 'now' | 'period_end';
