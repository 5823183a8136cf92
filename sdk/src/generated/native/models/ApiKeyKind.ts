/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * `external` for client programs, `internal` for management, `system` for the V2 API: a new system key ends the old one.
 */
export type ApiKeyKind = 'system' | 'external' | 'internal';
