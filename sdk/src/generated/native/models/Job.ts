/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { JobState } from './JobState';
export type Job = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Progress of the job. A job that changed nothing because rows failed is `failed`.
     */
    state: JobState;
    /**
     * Rows that were selected at the start, including the skipped. While an export of more than 100,000 rows runs, an estimate.
     */
    total: number;
    /**
     * Rows with an outcome: `changed`, `skipped`, `left_alone` and `failed`; of an export, the rows in its file.
     */
    done: number;
    /**
     * Rows that were changed.
     */
    changed: number;
    /**
     * Rows that could not change when the job was created.
     */
    skipped: number;
    /**
     * Rows that were changed by somebody else while the job waited or ran.
     */
    left_alone: number;
    /**
     * Rows whose change failed.
     */
    failed: number;
    /**
     * Why the rows change; null if nobody said so.
     */
    reason: string | null;
    /**
     * Order or ticket.
     */
    reference: string | null;
    /**
     * When the first rows were changed. ISO 8601.
     */
    started_at: string | null;
    /**
     * When it ended. ISO 8601.
     */
    finished_at: string | null;
    /**
     * Until when it can be undone; null if it cannot. ISO 8601.
     */
    undo_until: string | null;
    /**
     * ID of the job that this one undoes.
     */
    undo_of: string | null;
    /**
     * ID of the job that undoes this one.
     */
    undone_by: string | null;
    /**
     * Name of the work.
     */
    kind: string;
    /**
     * Name of the user or API key.
     */
    created_by: string;
    /**
     * When it was created. ISO 8601.
     */
    created_at: string;
    /**
     * Path of its rows as CSV or, once an export is done, of its file.
     */
    result_url: string;
};

