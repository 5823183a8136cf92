/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Identifier = {
    /**
     * Type of the resource.
     */
    type: string;
    /**
     * ID of the resource.
     */
    id: string;
};

