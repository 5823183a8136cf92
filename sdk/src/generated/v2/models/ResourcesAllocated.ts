/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ResourcesAllocated = {
    /**
     * Always true: failures are errors.
     */
    success: boolean;
    /**
     * Number of allocated resources.
     */
    allocated: number;
    /**
     * Result in words, for a person.
     */
    message: string;
};

