import type { DynamicModule, LogLevel } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { readSettings } from '../platform/config/read-settings';
import type { Application } from './serve';

/** The application without a database: modules are connected, but nothing is instantiated. Throws if a dependency is missing. */
export function preview(application: Application, levels: LogLevel[]): Promise<NestFastifyApplication> {
  const module: DynamicModule = application(readSettings({}), 'postgres://nowhere');
  return NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), {
    preview: true,
    abortOnError: false,
    logger: levels,
  });
}
