/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * The event, as the provider sends it.
 */
export type ReceiveMailReportBody = Record<string, any>;
