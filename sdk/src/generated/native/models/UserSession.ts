/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UserSession = {
    id: string;
    ip: string | null;
    user_agent: string | null;
    /**
     * Whether the token of the session can only read.
     */
    read_only: boolean;
    /**
     * ISO 8601.
     */
    created_at: string;
    /**
     * ISO 8601.
     */
    expires_at: string;
    /**
     * Whether this request uses the session.
     */
    current: boolean;
};

