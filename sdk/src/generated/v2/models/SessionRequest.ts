/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type SessionRequest = {
    /**
     * Token from the start of the session.
     */
    session_token: string;
    /**
     * License key; if sent, it must be the key of the session's license.
     */
    license_key?: string | undefined;
};

