/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UpdateApiKey = {
    /**
     * Version of the API in which calls with the key are answered.
     */
    api_version: string;
};

