/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LegacySearchLicense = {
    /**
     * Case-insensitive part of the license code or of the client's email. At most 255 characters.
     */
    keyword: string;
};

