/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LogInWithCode = {
    /**
     * User name. At most 255 characters.
     */
    username: string;
    /**
     * Password of the user. At most 200 characters.
     */
    password: string;
    /**
     * Code of the authenticator app, or a recovery code, if the user has a second factor. Spaces and hyphens are ignored. At most 64 characters; each code works once.
     */
    code?: string | undefined;
};

