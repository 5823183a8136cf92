/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { BackupRecord } from './BackupRecord';
import type { RecordTarget } from './RecordTarget';
/**
 * A backup was requested.
 */
export type BackupRequestedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: BackupRecord;
    /**
     * Type of the event.
     */
    type: 'backup.requested';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

