/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type HeartbeatResult = {
    success: boolean;
    /**
     * When the program should send the next one.
     */
    next_heartbeat: string;
};

