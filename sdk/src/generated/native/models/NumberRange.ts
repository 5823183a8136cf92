/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type NumberRange = {
    /**
     * More than this.
     */
    gt?: number | undefined;
    /**
     * This or more.
     */
    gte?: number | undefined;
    /**
     * Less than this.
     */
    lt?: number | undefined;
    /**
     * This or less.
     */
    lte?: number | undefined;
};

