/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ShadowDifference } from './ShadowDifference';
export type ShadowDifferencePage = {
    /**
     * Items of this page, in the order of the list.
     */
    items: Array<ShadowDifference>;
    /**
     * Cursor for the `after` parameter of the next page; null on the last page.
     */
    next: string | null;
};

