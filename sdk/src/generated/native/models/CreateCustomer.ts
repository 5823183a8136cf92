/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { UpdateCustomer } from './UpdateCustomer';
export type CreateCustomer = (UpdateCustomer & Record<string, any>);

