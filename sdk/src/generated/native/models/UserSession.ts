/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UserSession = {
    /**
     * UUID.
     */
    id: string;
    /**
     * IP address from which the session was started; null if unknown.
     */
    ip: string | null;
    /**
     * User-Agent of the browser or app that started the session; null if it sent none.
     */
    user_agent: string | null;
    /**
     * Whether the token of the session can only read.
     */
    read_only: boolean;
    /**
     * When the user logged in. ISO 8601.
     */
    created_at: string;
    /**
     * When the session ends unless it is ended before. ISO 8601.
     */
    expires_at: string;
    /**
     * Whether this request uses the session.
     */
    current: boolean;
};

