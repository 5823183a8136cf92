/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Validation = {
    /**
     * When it was validated. ISO 8601.
     */
    ts: string;
    /**
     * Why the license may be used or not.
     */
    code: 'VALID' | 'NOT_FOUND' | 'BANNED' | 'SUSPENDED' | 'EXPIRED' | 'OVERDUE' | 'PRODUCT_SCOPE_MISMATCH' | 'POLICY_SCOPE_MISMATCH' | 'USER_SCOPE_REQUIRED' | 'USER_SCOPE_MISMATCH' | 'ENTITLEMENTS_SCOPE_EMPTY' | 'ENTITLEMENTS_MISSING' | 'MACHINE_SCOPE_MISMATCH' | 'FINGERPRINT_SCOPE_EMPTY' | 'FINGERPRINT_SCOPE_MISMATCH' | 'NO_MACHINE' | 'NO_MACHINES' | 'VERSION_SCOPE_MISMATCH' | 'TOO_MANY_USERS' | 'TOO_MANY_MACHINES';
    /**
     * The nonce of the request.
     */
    nonce?: number | undefined;
    /**
     * The requirements of the request.
     */
    scope?: Record<string, unknown> | undefined;
    /**
     * Whether the license may be used.
     */
    valid: boolean;
    /**
     * The code in words.
     */
    detail: string;
};

