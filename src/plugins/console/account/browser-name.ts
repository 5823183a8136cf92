/** Names of browsers by a part of their user agent; those that imitate others come first. */
const BROWSERS: readonly (readonly [part: RegExp, name: string])[] = [
  [/\bEdgA?\/(\d+)/, 'Edge'],
  [/\bOPR\/(\d+)/, 'Opera'],
  [/\b(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/\b(?:HeadlessChrome|Chrome|CriOS)\/(\d+)/, 'Chrome'],
  [/\bVersion\/(\d+)\S* (?:Mobile\/\S+ )?Safari\//, 'Safari'],
];

const SYSTEMS: readonly (readonly [part: RegExp, name: string])[] = [
  [/\biPhone\b|\biPad\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

/** A short name such as "Firefox 140, Windows". Programs and unknown browsers keep what they call themselves. */
export function browserName(userAgent: string): string {
  if (!userAgent.startsWith('Mozilla/')) {
    return userAgent;
  }
  for (const [part, name] of BROWSERS) {
    const [, version] = part.exec(userAgent) ?? [];
    if (version !== undefined) {
      const system = SYSTEMS.find(([of]) => of.test(userAgent))?.[1];
      return system === undefined ? `${name} ${version}` : `${name} ${version}, ${system}`;
    }
  }
  return userAgent;
}
