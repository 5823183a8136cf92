/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * The program, or the script for its database.
 */
export type VersionFileType = 'main' | 'sql';
