/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type GrantedEntitlement = {
    value: (boolean | number | string);
    /**
     * Null never expires.
     */
    expires_at: string | null;
};

