/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { User } from './User';
export type AccessToken = {
    token_type: 'Bearer';
    /**
     * Seconds for which the token is good.
     */
    expires_in: number;
    /**
     * Send it as `Authorization: Bearer …`.
     */
    access_token: string;
    user: User;
};

