/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Heartbeat } from './Heartbeat';
export type HeartbeatList = {
    /**
     * Always true: failures are errors.
     */
    success: boolean;
    /**
     * Heartbeats, newest first.
     */
    data: Array<Heartbeat>;
};

