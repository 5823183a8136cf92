/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type HeartbeatResult = {
    success: boolean;
    /**
     * When the next heartbeat is due. ISO 8601.
     */
    next_heartbeat: string;
};

