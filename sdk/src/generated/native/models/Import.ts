/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ImportApiProgress } from './ImportApiProgress';
import type { ImportCounts } from './ImportCounts';
import type { ImportFailure } from './ImportFailure';
import type { ImportNote } from './ImportNote';
import type { ImportState } from './ImportState';
import type { UsedSince } from './UsedSince';
export type Import = {
    /**
     * The API that is read instead of a file; null for a file.
     */
    api: ImportApiProgress | null;
    /**
     * State of the import.
     */
    state: ImportState;
    /**
     * Why the file or the API was not read; null unless `state` is `failed`.
     */
    failure: ImportFailure | null;
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
    /**
     * ID of the import.
     * @format uuid
     */
    id: string;
    /**
     * The server that wrote the file.
     */
    from: string;
    /**
     * Name of the file, or host of the API.
     */
    file: string;
    /**
     * Rows by kind.
     */
    counts: Array<ImportCounts>;
    /**
     * Values that were changed.
     */
    notes: Array<ImportNote>;
    /**
     * Why the last request to undo the import was refused.
     */
    used_since: Array<UsedSince>;
    /**
     * `batch` of the licenses that the import makes.
     */
    batch: string;
    /**
     * Name of the user or API key that started the import.
     */
    created_by: string;
    /**
     * When the file was uploaded, or the reading of the API began. ISO 8601.
     */
    created_at: string;
};

