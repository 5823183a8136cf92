/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CheckAnswerLicense = 'valid' | 'invalid' | 'expired' | 'disabled' | 'inactive' | 'site_inactive' | 'invalid_item_id' | 'item_name_mismatch';
