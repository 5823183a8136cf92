/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type RecoveryCodes = {
    /**
     * Ten codes, each of which works once instead of a code of the authenticator app. They are returned only in this response.
     */
    recovery_codes: Array<string>;
};

