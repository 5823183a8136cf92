/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * To export: format of the file.
 */
export type ExportFormat = 'csv';
