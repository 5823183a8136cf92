/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type VersionCheckRequest = {
    /**
     * Installed version. At most 255 characters.
     */
    current_version: string;
    /**
     * License key.
     */
    license_key: string;
};

