/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { DescribedSystem } from './DescribedSystem';
export type DescribeAnswer = {
    success: boolean;
    data: DescribedSystem;
    message: string;
};

