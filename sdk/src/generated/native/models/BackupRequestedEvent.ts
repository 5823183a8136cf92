/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { BackupRecord } from './BackupRecord';
import type { EventHead } from './EventHead';
/**
 * A backup was requested.
 */
export type BackupRequestedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'backup.requested';
    /**
     * Data of the event.
     */
    data: BackupRecord;
});

