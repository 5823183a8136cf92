/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type RotateKey = {
    /**
     * New license key; if omitted, one is generated in the format of the license's policy.
     */
    key?: string | undefined;
    /**
     * Days for which apps may still use the previous key, 0 to 365. With 0, it is refused immediately. 7 by default.
     */
    overlap_days?: number | undefined;
};

