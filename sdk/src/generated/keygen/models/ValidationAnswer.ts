/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { License } from './License';
import type { Validation } from './Validation';
export type ValidationAnswer = {
    /**
     * The license; null for an unknown key.
     */
    data: License | null;
    /**
     * The result.
     */
    meta: Validation;
};

