/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type SessionRequest = {
    session_token: string;
    /**
     * License key; if sent, it must be the key of the session's license.
     */
    license_key?: string | undefined;
};

