/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { PolicyDto } from './PolicyDto';
export type PolicyPage = {
    items: Array<PolicyDto>;
    /**
     * Send it as `after` for the next page; null at the end.
     */
    next: string | null;
};

