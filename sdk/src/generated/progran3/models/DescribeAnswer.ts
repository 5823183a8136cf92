/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { DescribedSystem } from './DescribedSystem';
export type DescribeAnswer = {
    /**
     * Always true: failures are errors.
     */
    success: boolean;
    /**
     * The result.
     */
    data: DescribedSystem;
    /**
     * Result in words, for a person.
     */
    message: string;
};

