/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { BulkSample } from './BulkSample';
import type { BulkSkipped } from './BulkSkipped';
export type BulkPreview = {
    /**
     * Licenses that match.
     */
    matching: number;
    /**
     * Licenses that would change.
     */
    will_change: number;
    /**
     * Licenses that are not usable now, but after the change.
     */
    become_usable: number;
    /**
     * Licenses that cannot change, by reason.
     */
    skipped: Array<BulkSkipped>;
    /**
     * The five newest licenses that would change.
     */
    sample: Array<BulkSample>;
};

