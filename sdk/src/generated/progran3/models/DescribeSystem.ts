/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type DescribeSystem = {
    /**
     * UUID of the license.
     */
    license_id: string;
    /**
     * Capital letters are accepted too.
     */
    fingerprint_hash: string;
    /**
     * Data about the system, which replaces the stored data.
     */
    system_data?: Record<string, any> | null | undefined;
};

