/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ReportableRule } from './ReportableRule';
export type ReportedRefusal = {
    /**
     * Code of the rule.
     */
    code: ReportableRule;
    /**
     * Calls that it would have refused. At least 1.
     */
    count: number;
    /**
     * Time of the first of them. ISO 8601.
     */
    first_at: string;
    /**
     * Time of the last of them. ISO 8601.
     */
    last_at: string;
};

