/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Platform.
 */
export type ArtifactPlatform = 'any' | 'windows' | 'darwin' | 'linux';
