/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { UpdateVersion } from './UpdateVersion';
export type CreateVersion = (UpdateVersion & Record<string, any>);

