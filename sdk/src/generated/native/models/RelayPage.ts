/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Relay } from './Relay';
export type RelayPage = {
    /**
     * Items of this page, in the order of the list.
     */
    items: Array<Relay>;
    /**
     * Cursor for the `after` parameter of the next page; null on the last page.
     */
    next: string | null;
};

