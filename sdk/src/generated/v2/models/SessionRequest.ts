/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type SessionRequest = {
    session_token: string;
    /**
     * Must be the session's own, where it is sent.
     */
    license_key?: string | undefined;
};

