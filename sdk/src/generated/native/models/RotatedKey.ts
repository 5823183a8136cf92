/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type RotatedKey = {
    /**
     * UUID of the license.
     */
    id: string;
    /**
     * New license key.
     */
    key: string;
    /**
     * Former license key.
     */
    previous_key: string;
    /**
     * When apps can no longer use the previous key. ISO 8601.
     */
    previous_key_valid_until: string;
};

