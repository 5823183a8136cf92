/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * `UPDATES_ENDED`: it was released after the `updates_until` of the license; `LICENSE_REQUIRED`: no license key was sent; else the code of the check.
 */
export type UpdateOutOfReachReason = 'NOT_FOUND' | 'PRODUCT_MISMATCH' | 'PRODUCT_INACTIVE' | 'BLACKLISTED' | 'REVOKED' | 'BLOCKED' | 'DISABLED' | 'NOT_STARTED' | 'DOMAIN_NOT_ALLOWED' | 'IP_NOT_ALLOWED' | 'COUNTRY_NOT_ALLOWED' | 'DEVICE_NOT_ALLOWED' | 'DEVICE_SIZE_MISSING' | 'EXPIRED' | 'CHECK_IN_OVERDUE' | 'POLICY_MISMATCH' | 'GROUP_MISMATCH' | 'CUSTOMER_MISMATCH' | 'USER_MISMATCH' | 'VERSION_NOT_ALLOWED' | 'CHECKSUM_MISMATCH' | 'ENTITLEMENT_MISSING' | 'DEVICE_BOUND_ELSEWHERE' | 'NOT_ACTIVATED' | 'DEVICE_MISMATCH' | 'UPDATES_ENDED' | 'USERS_EXHAUSTED' | 'USES_EXHAUSTED' | 'TRANSFERS_EXHAUSTED' | 'SEATS_EXHAUSTED' | 'CAPACITY_EXHAUSTED' | 'LICENSE_REQUIRED';
