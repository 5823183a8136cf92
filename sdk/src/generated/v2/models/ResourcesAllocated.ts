/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ResourcesAllocated = {
    success: boolean;
    /**
     * Number of allocated resources.
     */
    allocated: number;
    message: string;
};

