/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Cancellation } from './Cancellation';
export type CancelOrder = {
    /**
     * The licenses expire at the end of the paid period; with `now`, they are suspended immediately. The licenses of an order without a period are always suspended immediately.
     */
    when?: Cancellation | undefined;
};

