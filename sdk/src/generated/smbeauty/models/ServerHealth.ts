/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LoadedPlugin } from './LoadedPlugin';
export type ServerHealth = {
    /**
     * Always `healthy`.
     */
    status: 'healthy';
    /**
     * The plug-ins that are on.
     */
    plugins: Array<LoadedPlugin>;
    /**
     * When this was read, UTC.
     */
    timestamp: string;
    /**
     * Version of the server.
     */
    version: string;
    /**
     * Time since the server started.
     */
    uptime: string;
};

