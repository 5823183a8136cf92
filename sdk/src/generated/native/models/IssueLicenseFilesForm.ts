/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type IssueLicenseFilesForm = {
    /**
     * A CSV file of at most 256 KB and 100 lines: the request and, in a second column, a name for its device.
     */
    file: Blob;
};

