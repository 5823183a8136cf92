/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type RecoveryCodes = {
    /**
     * Ten codes that replace one of the authenticator app, each once. They are shown once.
     */
    recovery_codes: Array<string>;
};

