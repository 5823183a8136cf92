/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type AccessToken = {
    /**
     * Lifetime of the token in seconds.
     */
    expires_in: number;
    /**
     * Access token, sent as `Authorization: Bearer …`.
     */
    access_token: string;
    /**
     * Scheme of the Authorization header: always `Bearer`.
     */
    token_type: string;
};

