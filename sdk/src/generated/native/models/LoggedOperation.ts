/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LoggedOperation = 'check' | 'activate' | 'deactivate' | 'heartbeat' | 'session' | 'download' | 'usage' | 'read' | 'change';
