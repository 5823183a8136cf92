/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type HeartbeatAnswer = {
    success: boolean;
    last_heartbeat: string;
};

