/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Heartbeat } from './Heartbeat';
export type HeartbeatList = {
    success: boolean;
    data: Array<Heartbeat>;
};

