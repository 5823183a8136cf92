/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CheckResourceAvailabilityQuery = {
    /**
     * Resource type. At most 255 characters.
     */
    type: string;
    /**
     * Number of resources needed, 1 to 1,000; 1 by default.
     */
    count?: number | undefined;
};

