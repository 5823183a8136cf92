/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ActivateRequest = {
    /**
     * License key in the form `PROGRAN3-YYYY-…`. 20 to 100 characters.
     */
    license_key: string;
    /**
     * Capital letters are accepted too.
     */
    system_fingerprint: string;
    /**
     * E-mail address of the user.
     */
    user_email: string;
};

