/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Kind of the value.
 */
export type SettingKind = 'whole_number' | 'flag' | 'choice' | 'list' | 'text' | 'secret';
