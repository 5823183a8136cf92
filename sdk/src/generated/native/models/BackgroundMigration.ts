/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { BackgroundMigrationState } from './BackgroundMigrationState';
import type { BackgroundMigrationUnit } from './BackgroundMigrationUnit';
export type BackgroundMigration = {
    /**
     * A failing migration is tried again by itself, at growing intervals.
     */
    state: BackgroundMigrationState;
    /**
     * Unit of `done` and `total`.
     */
    unit: BackgroundMigrationUnit;
    /**
     * Rows visited, or indexes built.
     */
    done: number;
    /**
     * Rows are estimated until it has finished; null before it starts.
     */
    total: number | null;
    /**
     * Below 100 until it has finished. 0 to 100.
     */
    percent: number;
    /**
     * Failures since the last success.
     */
    failures: number;
    /**
     * The last failure; also after later successes.
     */
    last_error: string | null;
    /**
     * When a failing migration is tried again. ISO 8601.
     */
    retry_at: string | null;
    /**
     * Null until it has started. ISO 8601.
     */
    started_at: string | null;
    /**
     * Null until it has finished. ISO 8601.
     */
    finished_at: string | null;
    /**
     * Permanent name.
     */
    name: string;
    /**
     * The effect to expect until it has finished.
     */
    until: string;
    /**
     * Release that brought it.
     */
    release: string;
};

