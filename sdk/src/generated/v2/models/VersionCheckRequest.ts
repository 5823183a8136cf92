/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type VersionCheckRequest = {
    /**
     * At most 255 characters.
     */
    current_version: string;
    license_key: string;
};

