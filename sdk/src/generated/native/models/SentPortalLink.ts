/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type SentPortalLink = {
    /**
     * Address that gets the link.
     */
    to: string;
};

