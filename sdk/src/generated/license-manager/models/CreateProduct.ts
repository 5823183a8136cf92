/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { UpdateProduct } from './UpdateProduct';
export type CreateProduct = (UpdateProduct & Record<string, any>);

