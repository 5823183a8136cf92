/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type AllocateResourcesRequest = {
    /**
     * 1 to 9,007,199,254,740,991.
     */
    license_id: number;
    /**
     * Ids of the resources, 1 to 1,000. Repeated ids count once. 1 to 9,007,199,254,740,991.
     */
    resource_ids: Array<number>;
};

