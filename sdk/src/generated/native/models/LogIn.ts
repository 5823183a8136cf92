/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LogIn = {
    /**
     * User name. At most 255 characters.
     */
    username: string;
    /**
     * Password of the user. At most 200 characters.
     */
    password: string;
};

