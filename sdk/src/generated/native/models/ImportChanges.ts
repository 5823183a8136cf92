/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type ImportChanges = {
    /**
     * ID of the import.
     * @format uuid
     */
    id?: string | undefined;
    /**
     * Source.
     */
    source?: string | undefined;
    /**
     * File name.
     */
    file_name?: string | undefined;
    /**
     * The API that is read instead of a file; null for a file.
     */
    api?: Record<string, unknown> | null | undefined;
    /**
     * Options.
     */
    options?: Record<string, unknown> | undefined;
    /**
     * State of the import.
     */
    state?: string | undefined;
    /**
     * Attempt.
     */
    attempt?: number | undefined;
    /**
     * Kind.
     */
    kind?: string | null | undefined;
    /**
     * Rows by kind.
     */
    counts?: Record<string, unknown> | undefined;
    /**
     * Why the file or the API was not read; null unless `state` is `failed`.
     */
    failure?: Record<string, unknown> | null | undefined;
    /**
     * Used.
     */
    used?: Array<Record<string, unknown>> | null | undefined;
    /**
     * Kind of who did it.
     */
    actor_type?: string | undefined;
    /**
     * Actor.
     */
    actor?: string | undefined;
    /**
     * Ip.
     */
    ip?: string | null | undefined;
    /**
     * Request id.
     */
    request_id?: string | null | undefined;
    /**
     * When the file was uploaded, or the reading of the API began. ISO 8601.
     */
    created_at?: string | undefined;
    /**
     * Continued at. ISO 8601.
     */
    continued_at?: string | undefined;
    /**
     * When the import was confirmed; null before. ISO 8601.
     */
    applied_at?: string | null | undefined;
    /**
     * When all rows were made; null before. ISO 8601.
     */
    finished_at?: string | null | undefined;
    /**
     * Until when the import can be undone; null before its end. ISO 8601.
     */
    undo_until?: string | null | undefined;
    /**
     * When it was undone; null if it was not. ISO 8601.
     */
    undone_at?: string | null | undefined;
    change?: EventChange | undefined;
};

