/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LicenseSessionToken = {
    /**
     * Token that the start of the session returned. At most 255 characters.
     */
    session_token: string;
};

