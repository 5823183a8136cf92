/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Result code.
 */
export type VerdictCode = 'NOT_FOUND' | 'PRODUCT_MISMATCH' | 'PRODUCT_INACTIVE' | 'BLACKLISTED' | 'REVOKED' | 'BLOCKED' | 'DISABLED' | 'NOT_STARTED' | 'DOMAIN_NOT_ALLOWED' | 'IP_NOT_ALLOWED' | 'EXPIRED' | 'CHECK_IN_OVERDUE' | 'CUSTOMER_MISMATCH' | 'VERSION_NOT_ALLOWED' | 'ENTITLEMENT_MISSING' | 'DEVICE_BOUND_ELSEWHERE' | 'NOT_ACTIVATED' | 'DEVICE_MISMATCH' | 'UPDATES_ENDED' | 'USES_EXHAUSTED' | 'TRANSFERS_EXHAUSTED' | 'SEATS_EXHAUSTED' | 'EXPIRED_BUT_USABLE' | 'IN_GRACE' | 'VALID';
