/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ApiKey } from './ApiKey';
export type ApiKeyPage = {
    items: Array<ApiKey>;
    /**
     * Send it as `after` for the next page; null at the end.
     */
    next: string | null;
};

