/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ActivateRequest = {
    /**
     * 20 to 100 characters.
     */
    license_key: string;
    /**
     * Capital letters are accepted too.
     */
    system_fingerprint: string;
    user_email: string;
};

