/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CatalogProductPolicy } from './CatalogProductPolicy';
export type CatalogPolicy = (CatalogProductPolicy & {
    /**
     * Name that the object had before. A server that has an object of that name, and none of the new one, renames it; otherwise it has no effect, so that it can stay in the catalog. At most 255 characters.
     */
    renamed_from?: string | undefined;
});

