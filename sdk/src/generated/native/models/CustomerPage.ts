/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Customer } from './Customer';
export type CustomerPage = {
    items: Array<Customer>;
    /**
     * Send it as `after` for the next page; null at the end.
     */
    next: string | null;
};

