/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UploadLicenseFileForm = {
    /**
     * A file of at most 10 MB whose name ends in .lic.
     */
    license_file: Blob;
};

