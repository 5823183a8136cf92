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
     * Null while the license holds the resource.
     */
    released_at: string | null;
    license_key: string;
    allocated_at: string;
};

