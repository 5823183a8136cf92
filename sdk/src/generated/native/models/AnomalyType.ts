/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type AnomalyType = 'unusual_activation_pattern' | 'excessive_heartbeats' | 'license_hopping' | 'cloned_device' | 'many_free_hosts' | 'key_leaked' | 'relay_forked';
