/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ConfirmSecondFactor = {
    /**
     * Code that the authenticator app shows now. Spaces are ignored. At most 64 characters.
     */
    code: string;
};

