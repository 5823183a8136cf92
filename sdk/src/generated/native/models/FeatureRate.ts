/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type FeatureRate = {
    /**
     * Amount for each unit of the feature.
     */
    amount: string;
    /**
     * Code of the credit.
     */
    credit: string;
};

