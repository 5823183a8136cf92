/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LicenseUser = {
    /**
     * E-mail address of the user.
     */
    email: string | null;
    /**
     * Name of the user; null if unknown.
     */
    name: string;
};

