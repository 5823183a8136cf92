/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type SecondFactor = {
    /**
     * When the second factor was turned on; null while it is off. ISO 8601.
     */
    since: string | null;
    /**
     * Recovery codes that were not used yet, 10 at first.
     */
    recovery_codes_left: number;
};

