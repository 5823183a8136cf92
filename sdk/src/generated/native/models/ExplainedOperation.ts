/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * The app's request: whether it may run, a seat, or the file of a version.
 */
export type ExplainedOperation = 'check' | 'activate' | 'download';
