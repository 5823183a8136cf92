/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { SessionEnd } from './SessionEnd';
export type SessionEnded = {
    /**
     * Duration of the session, in seconds.
     */
    duration: number;
    /**
     * Why the session ended.
     */
    reason: SessionEnd;
    /**
     * Always true: failures are errors.
     */
    success: boolean;
    /**
     * When the session was started, UTC.
     */
    started_at: string;
    /**
     * When the session ended, UTC.
     */
    ended_at: string;
};

