/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Module } from './Module';
export type ModuleAnswer = {
    /**
     * Always true: failures are errors.
     */
    success: boolean;
    /**
     * The module.
     */
    data: Module;
};

