/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Readiness = {
    /**
     * Always `ready`: a node that is not ready answers 503.
     */
    status: 'ready';
};

