import type { Platform } from './artifact-target';
import { darwinKernelOf, newestBefore, oldestOf, runsOn, systemOf } from './system-version';

const runs = (platform: Platform, osVersion: string, oldest: string): boolean | undefined => {
  const system = systemOf({ platform, osVersion });
  return system && runsOn(oldest, system);
};

describe('the system of a program', () => {
  it.each<[Platform, string, string, boolean]>([
    ['darwin', '10.15', '11', false],
    ['darwin', '10.15', '10.15', true],
    ['darwin', '10.15', '10.15.0', true],
    ['darwin', '10.15', '10.15.4', false],
    ['darwin', '10.9.5', '10.13', false],
    ['darwin', '11.0', '11', true],
    ['darwin', '26.1', '15.7.1', true],
    ['darwin', 'Version 14.2 (Build 23C64)', '14.3', false],
    ['darwin', 'macOS 14', '14.3', true],
    ['darwin', '13', '14', false],
    ['windows', '10.0.19041', '10.0.19041', true],
    ['windows', '10.0.9200', '10.0.19041', false],
    ['windows', '10.0.19045.3693', '10.0.19045.3700', false],
    ['windows', 'Microsoft Windows NT 10.0.22631.0', '10.0.19041', true],
    ['windows', 'Microsoft Windows [Version 6.1.7601]', '10', false],
    ['windows', 'Windows 7', '10', false],
    ['windows', 'Windows 8.1', '10.0', false],
    ['windows', 'Windows 10 Pro 22H2', '10.0.19041', true],
    ['windows', '10', '10.0.19041', true],
    ['linux', '5.15.0-91-generic', '6.1', false],
    ['linux', 'Ubuntu 22.04.3 LTS', '22.04', true],
    ['linux', '20.04', '22.04', false],
  ])('%s %j with a file for %s and newer: %s', (platform, said, oldest, expected) => {
    expect(runs(platform, said, oldest)).toBe(expected);
  });

  it.each<[Platform, string]>([
    ['darwin', ''],
    ['darwin', 'Sonoma'],
    ['darwin', 'x86_64'],
    ['windows', '22H2'],
    ['windows', '10.0.19041beta'],
    ['any', '10.15'],
    ['darwin', '10.16'],
    ['darwin', '16.0'],
    ['windows', '6.2.9200.0'],
  ])('is unknown from %s %j', (platform, osVersion) => {
    expect(systemOf({ platform, osVersion })).toBeUndefined();
  });

  it('is unknown without a platform', () => {
    expect(systemOf({ osVersion: '10.15' })).toBeUndefined();
  });

  it.each([
    ['19.6.0', '10.15.7', true],
    ['19.6.0', '11', false],
    ['22.1.0', '13.3', true],
    ['22.1.0', '14', false],
    ['25.0.0', '26', true],
  ])('may be the kernel %s of macOS, with a file for %s and newer: %s', (said, oldest, expected) => {
    expect(runs('darwin', said, oldest)).toBe(expected);
  });
});

it('knows the newest system that is too old', () => {
  for (const oldest of ['11', '11.0', '10.15', '10.15.4', '10.0.19041']) {
    const before = newestBefore(oldest);
    expect([oldest, before && runsOn(oldest, before)]).toEqual([oldest, false]);
  }
  expect(runsOn('10.15', newestBefore('11.0') ?? [])).toBe(true);
  expect(runsOn('10.15.3', newestBefore('10.15.4') ?? [])).toBe(true);
  expect(newestBefore('0.0')).toBeUndefined();
});

it('finds the oldest of several systems', () => {
  const of = (...versions: (string | null)[]) => oldestOf(versions.map((minOsVersion) => ({ minOsVersion })));
  expect([of('11', '10.15', '13'), of('10.15', '9'), of('11', null)]).toEqual(['10.15', '9', null]);
});

it('derives the kernels of macOS', () => {
  expect(['10.13', '10.15.4', '11', '12.3', '13', '15.1', '26'].map(darwinKernelOf)).toEqual([
    17, 19, 20, 21, 22, 24, 25,
  ]);
});
