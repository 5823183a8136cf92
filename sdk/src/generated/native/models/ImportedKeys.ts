/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ImportedKeys = {
    /**
     * Number of keys that were imported.
     */
    imported: number;
    /**
     * Number of keys that the pool has left.
     */
    left: number;
    /**
     * Keys that were not imported: repeated, in a pool already, or of a license, now or formerly.
     */
    duplicates: Array<string>;
};

