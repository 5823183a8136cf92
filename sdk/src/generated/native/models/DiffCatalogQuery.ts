/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type DiffCatalogQuery = {
    /**
     * Delete the objects that the catalog lacks, in the sections that it has; false by default.
     */
    prune?: boolean | undefined;
};

