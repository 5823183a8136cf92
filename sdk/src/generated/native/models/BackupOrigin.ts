/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Creator of the backup: the schedule of the settings, the command `keyward backup`, or a request of this API or the console.
 */
export type BackupOrigin = 'schedule' | 'command' | 'request';
