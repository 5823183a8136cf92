/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseFile } from './LicenseFile';
export type IssuedLicenseFile = (LicenseFile & {
    /**
     * Text of the file, which is not stored: lines of 64 characters of base64 between BEGIN and END lines. Give it to the app unchanged.
     */
    file: string;
});

