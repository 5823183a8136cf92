/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Status = {
    /**
     * Always `online`.
     */
    status: 'ok';
    /**
     * Name of the service.
     */
    service: string;
    /**
     * When this was read, UTC.
     */
    timestamp: string;
};

