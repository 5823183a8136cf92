/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * A failing migration is tried again by itself, at growing intervals.
 */
export type BackgroundMigrationState = 'waiting' | 'running' | 'failing' | 'done';
