/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CatalogChange } from './CatalogChange';
import type { CatalogObject } from './CatalogObject';
export type CatalogPlan = {
    /**
     * Changes in the order of the catalog, deletions last; none if the server is as the catalog says.
     */
    changes: Array<CatalogChange>;
    /**
     * Objects of the server that the catalog lacks, in the sections that it has. They stay without `prune`.
     */
    not_in_catalog: Array<CatalogObject>;
    /**
     * Fingerprint of the changes, for `PUT /api/v1/catalog`.
     */
    plan: string;
};

