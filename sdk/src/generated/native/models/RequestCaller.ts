/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type RequestCaller = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Name of the user or of the API key.
     */
    name: string;
};

