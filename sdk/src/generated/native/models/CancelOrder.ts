/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Cancellation } from './Cancellation';
export type CancelOrder = {
    /**
     * At the end of the period, the licenses end by themselves; `now` suspends them. An order without a period ends now.
     */
    when?: Cancellation | undefined;
};

