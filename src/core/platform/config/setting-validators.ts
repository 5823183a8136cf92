import { isAbsolute } from 'node:path';
import ipaddr from 'ipaddr.js';
import { ValidateBy } from 'class-validator';
import { isPostgresUrl, MAX_HOSTS, targetOf, urlsOfHosts } from './postgres-url';
import type { Settings } from './settings';

/** @param targets values of `target_session_attrs` that the connection may have */
export const IsPostgresUrl = (targets: readonly string[]): PropertyDecorator =>
  ValidateBy({
    name: 'isPostgresUrl',
    validator: {
      validate: (text) => typeof text === 'string' && isPostgresUrl(text) && isFor(targets, text),
      // Without the value, which may hold a password.
      defaultMessage: (of) =>
        isPostgresUrl(String(of?.value))
          ? `target_session_attrs of $property must be ${targets.join(' or ')}`
          : `$property must be a postgres:// URL of at most ${MAX_HOSTS} hosts, with special characters in the password percent-encoded`,
    },
  });

export const IsNetwork = (): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isNetwork',
      validator: {
        validate: (text) => typeof text === 'string' && (ipaddr.isValid(text) || ipaddr.isValidCIDR(text)),
        defaultMessage: () => 'each value in $property must be an address or a network such as 10.0.0.0/8',
      },
    },
    { each: true },
  );

export const IsAbsolutePath = (): PropertyDecorator =>
  ValidateBy({
    name: 'isAbsolutePath',
    validator: {
      validate: (path) => typeof path === 'string' && isAbsolute(path),
      defaultMessage: () => '$property must be an absolute path, such as /var/backups/keyward',
    },
  });

export const IsGivenWith = (other: keyof Settings): PropertyDecorator =>
  ValidateBy({
    name: 'isGivenWith',
    validator: {
      validate: (_value, of) => (of?.object as Settings)[other] !== undefined,
      defaultMessage: () => `$property requires ${other}`,
    },
  });

export const IsGivenWithout = (other: keyof Settings): PropertyDecorator =>
  ValidateBy({
    name: 'isGivenWithout',
    validator: {
      validate: (_value, of) => (of?.object as Settings)[other] === undefined,
      defaultMessage: () => `$property must not be set together with ${other}`,
    },
  });

export const IsOffInProduction = (): PropertyDecorator =>
  ValidateBy({
    name: 'isOffInProduction',
    validator: {
      validate: (value, of) => value !== true || (of?.object as Settings).NODE_ENV !== 'production',
      defaultMessage: () => '$property must be off if NODE_ENV is production, because its credentials are public',
    },
  });

/** A single host without `target_session_attrs` is used whatever it is. */
function isFor(targets: readonly string[], url: string): boolean {
  return targets.includes(targetOf(url)) || (targetOf(url) === 'any' && urlsOfHosts(url).length === 1);
}
