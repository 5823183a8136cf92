/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ShopMapping } from './ShopMapping';
export type ShopMappingPage = {
    /**
     * Items of this page, in the order of the list.
     */
    items: Array<ShopMapping>;
    /**
     * Cursor for the `after` parameter of the next page; null on the last page.
     */
    next: string | null;
};

