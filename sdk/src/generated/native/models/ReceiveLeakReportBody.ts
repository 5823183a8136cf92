/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * At most 1,000 items.
 */
export type ReceiveLeakReportBody = Array<Record<string, any>>;
