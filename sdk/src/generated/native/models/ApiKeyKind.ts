/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * `external` and `system` for client programs, `internal` for management. There is one system key: a new one revokes it.
 */
export type ApiKeyKind = 'system' | 'external' | 'internal';
