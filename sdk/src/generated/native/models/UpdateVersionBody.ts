/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { UpdateVersion } from './UpdateVersion';
export type UpdateVersionBody = (UpdateVersion & {
    /**
     * Why the change is made. It is kept in the audit log and in the events. At most 500 characters.
     */
    reason?: string | undefined;
});

