/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type SettingValuesLmRequestsRateLimitingMethod = 'ip_address' | 'api_key' | 'api_key_ip_address';
