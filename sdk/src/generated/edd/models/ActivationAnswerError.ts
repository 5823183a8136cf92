/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ActivationAnswerError = 'invalid' | 'missing' | 'expired' | 'inactive' | 'disabled' | 'site_inactive' | 'invalid_item_id' | 'item_name_mismatch' | 'missing_url' | 'license_not_activable' | 'no_activations_left';
