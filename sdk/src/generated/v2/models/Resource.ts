/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Resource = {
    /**
     * Number.
     */
    id: number;
    /**
     * Type of the resource.
     */
    type: string;
    /**
     * Identifier of the resource, unique in its type.
     */
    identifier: string;
};

