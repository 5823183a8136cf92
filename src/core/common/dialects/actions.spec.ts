import { Get } from '@nestjs/common';
import { fastify, type RouteOptions } from 'fastify';
import { Action, useActions } from './actions';
import { defineDialect } from './define-dialect';
import { Dialect } from './dialect.decorator';
import { Dialects } from './dialects';
import { NATIVE } from './native.dialect';

const SHOP = defineDialect({ ...NATIVE, name: 'shop', discriminator: 'do' });

class Shop {
  @Get()
  @Action('show')
  show(): string {
    return '';
  }

  @Action('sell')
  @Get(['a', 'b/'])
  sell(): string {
    return '';
  }

  @Get('list')
  list(): string {
    return '';
  }
}

const pathOf = (handler: () => string): unknown => Reflect.getMetadata('path', handler);

it('adds the action to the path of its handler', () => {
  Dialect(SHOP)(Shop);
  const { show, sell, list } = Shop.prototype;
  expect([pathOf(show), pathOf(sell), pathOf(list)]).toEqual([
    ['/\\?do=show'],
    ['a/\\?do=sell', 'b/\\?do=sell'],
    'list',
  ]);
});

it('refuses an action in a dialect that does not say where requests name it', () => {
  class Other {
    @Get()
    @Action('show')
    show(): string {
      return '';
    }
  }
  expect(() => Dialect(NATIVE)(Other)).toThrow("@Action('show') requires a discriminator");
});

it('refuses two handlers of one action', () => {
  const server = fastify({ exposeHeadRoutes: false });
  useActions(server, new Dialects([SHOP], NATIVE));
  const routeOf = (method: string): RouteOptions => ({
    method,
    url: '/shop/\\?do=show',
    config: { dialect: 'shop', action: 'show' },
    handler: () => '',
  });
  server.route(routeOf('GET'));
  expect(() => server.route(routeOf('POST'))).toThrow('Two handlers serve the action show of /shop');
});
