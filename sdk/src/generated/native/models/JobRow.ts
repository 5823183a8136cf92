/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { JobRowOutcome } from './JobRowOutcome';
export type JobRow = {
    /**
     * Position of the row in the order of the run, from 1.
     */
    position: number;
    /**
     * UUID of the license; null if there is none.
     */
    target: string | null;
    /**
     * Result of the row.
     */
    outcome: JobRowOutcome;
    /**
     * Why it was not changed, such as `already`, `changed_since`, `deleted` or `locked`.
     */
    reason: string | null;
    /**
     * Values before the change, as in the audit log.
     */
    before: Record<string, unknown> | null;
    /**
     * Values after the change, as in the audit log.
     */
    after: Record<string, unknown> | null;
    /**
     * License key.
     */
    label: string;
};

