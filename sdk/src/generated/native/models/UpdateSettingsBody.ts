/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UpdateSettingsBody = Record<string, (number | boolean | string | Array<string>) | null>;
