/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type GrantedEntitlement = {
    value: (boolean | number | string);
    /**
     * Null never expires. ISO 8601.
     */
    expires_at: string | null;
};

