/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ApplyCatalogQuery = {
    /**
     * Delete the objects that the catalog lacks, in the sections that it has; false by default.
     */
    prune?: boolean | undefined;
    /**
     * The `plan` of `POST /api/v1/catalog/diff` with the same catalog and `prune`: what was reviewed is what is applied. 43 to 43 characters.
     */
    plan: string;
};

