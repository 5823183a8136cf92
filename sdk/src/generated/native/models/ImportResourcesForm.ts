/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ImportResourcesForm = {
    /**
     * A CSV file in UTF-8, at most 2 MiB and 10,000 rows, separated by commas, semicolons or tabs. The first row names the columns: `type` and `identifier`; other columns of a listed resource have no effect.
     */
    file: Blob;
};

