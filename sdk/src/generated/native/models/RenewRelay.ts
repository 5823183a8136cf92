/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type RenewRelay = {
    /**
     * New end; by default as long from now as the relay held first. ISO 8601.
     */
    expires_at?: string | undefined;
};

