/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { RecordUsage } from './RecordUsage';
export type ReserveUsage = (RecordUsage & {
    /**
     * Seconds until it ends by itself. 1 to 3,600; 60 by default.
     */
    expires_in?: number | undefined;
});

