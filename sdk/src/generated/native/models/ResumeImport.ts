/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ResumeImport = {
    /**
     * Token of the API; required to go on with an API that could not be read.
     */
    token?: string | undefined;
};

