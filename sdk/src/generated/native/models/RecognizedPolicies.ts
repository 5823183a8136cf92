/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { RecognizedPolicy } from './RecognizedPolicy';
export type RecognizedPolicies = {
    /**
     * Sorted by the number of licenses, largest first.
     */
    items: Array<RecognizedPolicy>;
};

