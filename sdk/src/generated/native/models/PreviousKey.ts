/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type PreviousKey = {
    /**
     * First characters of the value.
     */
    prefix: string;
    /**
     * When it stops working, or stopped. ISO 8601.
     */
    valid_until: string;
};

