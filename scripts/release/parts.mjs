import { releaseC } from './c.mjs';
import { releaseChart } from './chart.mjs';
import { releaseCsharp } from './csharp.mjs';
import { releaseDebian } from './debian.mjs';
import { releaseGo } from './go.mjs';
import { releaseImage } from './image.mjs';
import { releaseJava } from './java.mjs';
import { releasePhp } from './php.mjs';
import { releasePython } from './python.mjs';
import { releaseRust } from './rust.mjs';
import { releaseLists } from './sbom.mjs';

/** The parts of a release beside the packages of npm, in the order in which they are rehearsed. */
export const PARTS = {
  python: releasePython,
  java: releaseJava,
  rust: releaseRust,
  go: releaseGo,
  csharp: releaseCsharp,
  php: releasePhp,
  c: releaseC,
  lists: releaseLists,
  debian: releaseDebian,
  image: releaseImage,
  chart: releaseChart,
};
