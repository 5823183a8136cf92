/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Unit of `done` and `total`.
 */
export type BackgroundMigrationUnit = 'rows' | 'indexes';
