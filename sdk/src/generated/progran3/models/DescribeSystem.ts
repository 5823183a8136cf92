/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type DescribeSystem = {
    license_id: string;
    fingerprint_hash: string;
    /**
     * Takes the place of what was known of the system.
     */
    system_data?: Record<string, any> | null | undefined;
};

