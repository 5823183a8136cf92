/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ProgramModule } from './ProgramModule';
export type ProgramModuleList = {
    /**
     * All modules of the product, by name.
     */
    items: Array<ProgramModule>;
};

