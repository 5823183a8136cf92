/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type SettingKind = 'whole_number' | 'flag' | 'choice' | 'list';
