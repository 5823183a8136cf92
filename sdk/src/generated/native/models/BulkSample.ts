/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { BulkValues } from './BulkValues';
export type BulkSample = {
    /**
     * UUID of the license.
     */
    license: string;
    /**
     * Values after the change; null for a deletion.
     */
    after: BulkValues | null;
    /**
     * License key.
     */
    key: string;
    /**
     * Values before the change.
     */
    before: BulkValues;
};

