/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ImportResourcesForm = {
    /**
     * A CSV file, at most 2 MiB and 10,000 rows, separated by commas, semicolons or tabs. Its headings name the columns: `type` and `identifier`; other columns of a listed resource have no effect.
     */
    file: Blob;
};

