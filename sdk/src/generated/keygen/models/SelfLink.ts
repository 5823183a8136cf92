/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type SelfLink = {
    /**
     * Path of the resource.
     */
    self: string;
};

