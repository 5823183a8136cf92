/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Setting = {
    value: number;
    /**
     * What it is where nobody set it.
     */
    default: number;
    name: string;
    description: string;
};

