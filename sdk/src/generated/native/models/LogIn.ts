/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LogIn = {
    /**
     * At most 255 characters.
     */
    username: string;
    /**
     * At most 200 characters.
     */
    password: string;
};

