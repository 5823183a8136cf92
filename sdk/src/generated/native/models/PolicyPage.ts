/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Policy } from './Policy';
export type PolicyPage = {
    items: Array<Policy>;
    /**
     * Send it as `after` for the next page; null at the end.
     */
    next: string | null;
};

