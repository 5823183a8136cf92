/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Why the change was made, and the order or ticket behind it; missing if neither was given.
 */
export type EventChange = {
    /**
     * Why the change was made.
     */
    reason: string | null;
    /**
     * Order or ticket behind the change.
     */
    reference: string | null;
};

