/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * The value of an entitlement, alone or with its end.
 */
export type EntitlementGrant = (boolean | number | string | {
    /**
     * Value of the entitlement.
     */
    value: (boolean | number | string);
    /**
     * Expiration time; null if the grant never expires. A date alone is its last second in `TIME_ZONE`. ISO 8601.
     */
    expires_at?: string | null | undefined;
});

