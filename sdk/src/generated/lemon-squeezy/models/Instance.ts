/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Instance = {
    /**
     * ID of the activation.
     */
    id: string;
    /**
     * Name of the instance.
     */
    name: string;
    /**
     * When it was last activated, UTC.
     */
    created_at: string;
};

