/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { UpdatePolicy } from './UpdatePolicy';
export type CatalogProductPolicy = UpdatePolicy;

