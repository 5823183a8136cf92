/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CatalogCredit = {
    /**
     * Display name of the credit. At most 255 characters.
     */
    name: string;
    /**
     * Decimals of its amounts, which cannot change. 0 to 6.
     */
    decimals: number;
    /**
     * Code of the credit, unique in its product. At most 64 characters.
     */
    code: string;
    /**
     * Name that the object had before. A server that has an object of that name, and none of the new one, renames it; otherwise it has no effect, so that it can stay in the catalog. At most 255 characters.
     */
    renamed_from?: string | undefined;
};

