/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Rules, by their verdict codes, that refuse nothing before `report_only_until`: answers name the first that would refuse as
 * `would_be`, and licenses are found by it.
 */
export type ReportableRule = 'DOMAIN_NOT_ALLOWED' | 'IP_NOT_ALLOWED' | 'COUNTRY_NOT_ALLOWED' | 'DEVICE_NOT_ALLOWED' | 'DEVICE_SIZE_MISSING' | 'EXPIRED' | 'CHECK_IN_OVERDUE' | 'POLICY_MISMATCH' | 'GROUP_MISMATCH' | 'CUSTOMER_MISMATCH' | 'USER_MISMATCH' | 'VERSION_NOT_ALLOWED' | 'CHECKSUM_MISMATCH' | 'ENTITLEMENT_MISSING' | 'DEVICE_BOUND_ELSEWHERE' | 'UPDATES_ENDED' | 'USERS_EXHAUSTED' | 'USES_EXHAUSTED' | 'TRANSFERS_EXHAUSTED' | 'SEATS_EXHAUSTED' | 'CAPACITY_EXHAUSTED';
