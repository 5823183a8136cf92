/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Processor.
 */
export type ArtifactArch = 'any' | 'universal' | 'x64' | 'arm64' | 'ia32' | 'armv7l';
