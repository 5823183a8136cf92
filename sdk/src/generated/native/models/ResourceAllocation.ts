/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ResourceAllocation = {
    /**
     * License that held the resource; it may have been deleted since.
     */
    license: string;
    /**
     * Null while the license holds the resource. ISO 8601.
     */
    released_at: string | null;
    license_key: string;
    /**
     * ISO 8601.
     */
    allocated_at: string;
};

