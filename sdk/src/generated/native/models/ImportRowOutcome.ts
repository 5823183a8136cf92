/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Result for the row.
 */
export type ImportRowOutcome = 'pending' | 'made' | 'there' | 'left_out' | 'undone';
