/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LicenseIds = {
    /**
     * Ids of the licenses, 1 to 1,000. 1 to 9,007,199,254,740,991.
     */
    license_ids: Array<number>;
};

