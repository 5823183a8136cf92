/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type User = {
    /**
     * Number.
     */
    id: number;
    /**
     * User name.
     */
    username: string;
    /**
     * When it was created, in the installation's time zone.
     */
    created_at: string;
};

