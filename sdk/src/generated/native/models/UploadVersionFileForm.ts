/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UploadVersionFileForm = {
    /**
     * A file of at most 2 GiB.
     */
    file: Blob;
};

