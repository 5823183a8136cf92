/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { RecognizedPolicy } from './RecognizedPolicy';
export type RecognizedPolicies = {
    /**
     * Those of the most licenses first.
     */
    items: Array<RecognizedPolicy>;
};

