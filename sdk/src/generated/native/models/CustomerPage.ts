/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CustomerDto } from './CustomerDto';
export type CustomerPage = {
    items: Array<CustomerDto>;
    /**
     * Send it as `after` for the next page; null at the end.
     */
    next: string | null;
};

