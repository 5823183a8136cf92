/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { UpdateProductLicense } from './UpdateProductLicense';
export type CreateProductLicense = (UpdateProductLicense & Record<string, any>);

