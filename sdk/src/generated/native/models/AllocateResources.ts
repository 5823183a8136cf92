/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type AllocateResources = {
    /**
     * IDs of 1 to 1,000 resources. Repeated ids count once.
     */
    resource_ids: Array<string>;
    /**
     * UUID, key or former key of the license that gets the resources. At most 255 characters.
     */
    license_id: string;
};

