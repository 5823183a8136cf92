/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { SettingKind } from './SettingKind';
export type Setting = {
    kind: SettingKind;
    value: (number | boolean | string | Array<string>);
    /**
     * What it is where nobody set it.
     */
    default: (number | boolean | string | Array<string>);
    /**
     * The least that a whole number may be.
     */
    min?: number | undefined;
    /**
     * The most.
     */
    max?: number | undefined;
    /**
     * What there is to choose from.
     */
    choices?: Array<string> | undefined;
    name: string;
    description: string;
};

