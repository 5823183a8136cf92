/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type BackupRecord = {
    /**
     * UUID.
     */
    id: string;
    /**
     * A node that has `BACKUP_DIR` set begins a queued backup within a minute.
     */
    state: string;
    /**
     * Creator of the backup: the schedule of the settings, the command `keyward backup`, or a request of this API or the console.
     */
    origin: string;
    /**
     * Host name and process ID of the node that writes the file; null while the backup is queued.
     */
    node: string;
    /**
     * Name of the file without its folder; null while the backup is queued. An old file may have been deleted.
     */
    file: string;
    /**
     * Size of the file; null unless it is complete.
     */
    bytes: number | null;
    /**
     * Number of rows, which `keyward backup verify` counts again; null unless it is complete.
     */
    rows: number | null;
    /**
     * Why it failed.
     */
    error: string | null;
    /**
     * When the file was begun; while the backup is queued, when it was requested. ISO 8601.
     */
    started_at: string;
    /**
     * Null until it is complete or has failed. ISO 8601.
     */
    finished_at: string | null;
    change?: EventChange | undefined;
};

