/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { User } from './User';
export type AccessToken = {
    /**
     * Scheme of the Authorization header.
     */
    token_type: 'Bearer';
    /**
     * Lifetime of the token, in seconds.
     */
    expires_in: number;
    /**
     * Access token, sent as `Authorization: Bearer …`.
     */
    access_token: string;
    /**
     * The user who logged in.
     */
    user: User;
};

