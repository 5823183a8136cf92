/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ShadowDifferenceKind } from './ShadowDifferenceKind';
import type { ShadowDifferenceSort } from './ShadowDifferenceSort';
export type ListShadowDifferencesQuery = {
    /**
     * Maximum number of items, 1 to 100; 20 by default.
     */
    limit?: number | undefined;
    /**
     * Cursor: the `next` value of the previous page; the first page by default. At most 2,500 characters.
     */
    after?: string | undefined;
    /**
     * Order of the list; with a minus, the largest or latest first. Default: the newest first.
     */
    sort?: ShadowDifferenceSort | undefined;
    /**
     * Method and path of the route. At most 255 characters.
     */
    operation?: string | undefined;
    /**
     * `status`: the HTTP status differs. `shape`: a field is missing or has another type. `values`: a value differs; IDs, tokens and moments of the request are not compared. All by default.
     */
    kind?: (ShadowDifferenceKind | Array<ShadowDifferenceKind>) | undefined;
    /**
     * Case-insensitive part of the path, a body or the name of a field. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit. At most 255 characters.
     */
    'q'?: string | undefined;
};

