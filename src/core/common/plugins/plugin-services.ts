import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { pluginOfModule } from './plugin-of-module';

/** Finds the providers of all modules, those of plug-ins included, that extend a class: jobs, alert rules, sources of the search. */
@Injectable()
export class PluginServices {
  private readonly known = new Map<unknown, readonly unknown[]>();

  constructor(private readonly discovery: DiscoveryService) {}

  /** Undefined if no plug-in that is on provides one. Not for constructors: a service may not exist yet, unlike a value. */
  find<T>(type: abstract new (...parameters: never[]) => T): T | undefined {
    return this.all(type)[0];
  }

  /** Those of all plug-ins that are on. */
  all<T>(type: abstract new (...parameters: never[]) => T): readonly T[] {
    const isWanted = (service: unknown): service is T => service instanceof type;
    const services = (this.known.get(type) ?? this.provided()).filter(isWanted);
    this.known.set(type, services);
    return services;
  }

  /** The service with the plug-in whose module provides it, for the log: `HoldRule of the plug-in notes`. */
  describe(service: object): string {
    const { name } = service.constructor;
    const { host } = this.discovery.getProviders().find(({ instance }) => instance === service) ?? {};
    const plugin = host && pluginOfModule(host.metatype);
    return `${name} of ${plugin === undefined ? 'a plug-in' : `the plug-in ${plugin}`}`;
  }

  private provided(): readonly unknown[] {
    return this.discovery.getProviders().map(({ instance }: { instance: unknown }) => instance);
  }
}
