/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ListImportsQuery = {
    /**
     * Maximum number of items, 1 to 100; 20 by default.
     */
    limit?: number | undefined;
    /**
     * Text in the file name or the source. At most 100 characters.
     */
    'q'?: string | undefined;
    /**
     * Cursor: the `next` value of the previous page; the first page by default. At most 2,500 characters.
     */
    after?: string | undefined;
};

