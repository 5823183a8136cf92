/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { PageMeta } from './PageMeta';
export type PageLinks = {
    /**
     * This page.
     */
    self: string | null;
    /**
     * The page before it; null on the first one.
     */
    prev: string | null;
    /**
     * The page after it; null on the last one.
     */
    next: string | null;
    /**
     * The first page.
     */
    first: string | null;
    /**
     * The last page.
     */
    last: string | null;
    /**
     * Totals.
     */
    meta: PageMeta;
};

