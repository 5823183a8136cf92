/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type ImportRecord = {
    /**
     * ID of the import.
     * @format uuid
     */
    id: string;
    /**
     * Source.
     */
    source: string;
    /**
     * File name.
     */
    file_name: string;
    /**
     * The API that is read instead of a file; null for a file.
     */
    api: Record<string, unknown> | null;
    /**
     * Options.
     */
    options: Record<string, unknown>;
    /**
     * State of the import.
     */
    state: string;
    /**
     * Attempt.
     */
    attempt: number;
    /**
     * Kind.
     */
    kind: string | null;
    /**
     * Rows by kind.
     */
    counts: Record<string, unknown>;
    /**
     * Why the file or the API was not read; null unless `state` is `failed`.
     */
    failure: Record<string, unknown> | null;
    /**
     * Used.
     */
    used: Array<Record<string, unknown>> | null;
    /**
     * Kind of who did it.
     */
    actor_type: string;
    /**
     * Actor.
     */
    actor: string;
    /**
     * Ip.
     */
    ip: string | null;
    /**
     * Request id.
     */
    request_id: string | null;
    /**
     * When the file was uploaded, or the reading of the API began. ISO 8601.
     */
    created_at: string;
    /**
     * Continued at. ISO 8601.
     */
    continued_at: string;
    /**
     * When the import was confirmed; null before. ISO 8601.
     */
    applied_at: string | null;
    /**
     * When all rows were made; null before. ISO 8601.
     */
    finished_at: string | null;
    /**
     * Until when the import can be undone; null before its end. ISO 8601.
     */
    undo_until: string | null;
    /**
     * When it was undone; null if it was not. ISO 8601.
     */
    undone_at: string | null;
    change?: EventChange | undefined;
};

