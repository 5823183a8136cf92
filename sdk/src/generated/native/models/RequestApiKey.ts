/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type RequestApiKey = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Display name of the key.
     */
    name: string;
};

