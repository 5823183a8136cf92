type Rgb = readonly [red: number, green: number, blue: number];

const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];
/** Grounds of texts: the canvas of the light theme, the raised surface of the dark one. */
const LIGHT: Rgb = [247, 247, 249];
const DARK: Rgb = [28, 30, 35];
/** Contrast of texts (WCAG 2.2, 1.4.3). */
const READABLE = 4.5;

/** The vendor's color in the places of the console's accent. */
export interface VendorColors {
  /** White is readable on it. */
  readonly accent: string;
  readonly hover: string;
  readonly text: string;
  readonly textOnDark: string;
  readonly soft: string;
  readonly softOnDark: string;
}

/** @param color such as `#0b6b5c` */
export function vendorColors(color: string): VendorColors {
  const given = parsed(color);
  const accent = until(given, BLACK, (shade) => contrast(shade, LIGHT) >= READABLE);
  const textOnDark = until(given, WHITE, (shade) => contrast(shade, DARK) >= READABLE);
  return {
    accent: hex(accent),
    hover: hex(mixed(accent, BLACK, 0.14)),
    text: hex(accent),
    textOnDark: hex(textOnDark),
    soft: hex(mixed(accent, WHITE, 0.9)),
    softOnDark: hex(mixed(textOnDark, DARK, 0.86)),
  };
}

export function contrast(one: Rgb, other: Rgb): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((first, second) => second - first);
  return (lighter + 0.05) / (darker + 0.05);
}

export function parsed(color: string): Rgb {
  const value = Number.parseInt(color.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** The first shade on the way to another color for which the condition holds. */
function until(color: Rgb, towards: Rgb, holds: (shade: Rgb) => boolean): Rgb {
  for (let share = 0; share < 1; share += 0.02) {
    const shade = mixed(color, towards, share);
    if (holds(shade)) {
      return shade;
    }
  }
  return towards;
}

function mixed(color: Rgb, other: Rgb, share: number): Rgb {
  const at = (index: 0 | 1 | 2): number => Math.round(color[index] * (1 - share) + other[index] * share);
  return [at(0), at(1), at(2)];
}

function luminance(color: Rgb): number {
  const [red = 0, green = 0, blue = 0] = color.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function hex(color: Rgb): string {
  return `#${color.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
