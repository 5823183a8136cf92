/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LeakLabel } from './LeakLabel';
export type LeakFeedback = {
    /**
     * Whether it is a key of a license.
     */
    label: LeakLabel;
    /**
     * SHA-256 of the token, in hex.
     */
    token_hash: string;
    /**
     * Type of the report.
     */
    token_type: string;
};

