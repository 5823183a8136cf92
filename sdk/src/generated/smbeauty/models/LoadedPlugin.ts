/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LoadedPlugin = {
    /**
     * Name, as in PLUGINS_OFF.
     */
    name: string;
    /**
     * Version of the plug-in; those of Keyward have the server's.
     */
    version: string;
};

