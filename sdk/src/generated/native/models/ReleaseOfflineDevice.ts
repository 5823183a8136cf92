/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ReleaseOfflineDevice = {
    /**
     * Release code that an app without network shows after it has deleted its license file. At most 1,000 characters.
     */
    code: string;
};

