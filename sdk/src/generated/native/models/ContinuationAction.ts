/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Effect on `license`: `renew` adds the term of its policy `quantity` times, or follows `period_end`; `upgrade` moves it to `policy`; `add_seats` adds `seats`, 1 by default, `quantity` times; `add_entitlements` grants `entitlements`; `top_up` grants `amount` of `meter` `quantity` times.
 */
export type ContinuationAction = 'renew' | 'upgrade' | 'add_seats' | 'add_entitlements' | 'top_up';
