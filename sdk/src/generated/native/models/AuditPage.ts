/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AuditEntry } from './AuditEntry';
export type AuditPage = {
    items: Array<AuditEntry>;
    /**
     * Send it as `after` for the next page; null at the end.
     */
    next: string | null;
};

