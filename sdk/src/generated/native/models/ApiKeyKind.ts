/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * `external` and `system` for client apps, `internal` for management. Creating a system key revokes the previous one.
 */
export type ApiKeyKind = 'system' | 'external' | 'internal';
