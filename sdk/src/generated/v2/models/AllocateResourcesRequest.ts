/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type AllocateResourcesRequest = {
    license_id: number;
    /**
     * Ids of the resources, 1 to 1,000. Repeated ids count once.
     */
    resource_ids: Array<number>;
};

