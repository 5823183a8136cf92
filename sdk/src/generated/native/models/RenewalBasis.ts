/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Date from which an extension counts: `end` is the expiration date, `today` the time of the extension, `today_if_expired`
 * is `today` for an expired license and `end` otherwise. `end` by default.
 */
export type RenewalBasis = 'end' | 'today' | 'today_if_expired';
