/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type AccessToken = {
    /**
     * Seconds for which the token is good.
     */
    expires_in: number;
    /**
     * Send it as `Authorization: Bearer …`.
     */
    access_token: string;
    token_type: string;
};

