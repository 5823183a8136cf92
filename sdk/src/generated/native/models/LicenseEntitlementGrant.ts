/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * The value of an entitlement, alone or with its end.
 */
export type LicenseEntitlementGrant = (boolean | null | number | string | {
    /**
     * Value of the entitlement.
     */
    value: (boolean | null | number | string);
    /**
     * Expiration time; null if the grant never expires. A date alone is its last second in `TIME_ZONE`. ISO 8601.
     */
    expires_at?: string | null | undefined;
});

