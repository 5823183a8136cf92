const FENCE = /^( *)```([\w#+-]*)[^\n]*\n[\s\S]*?^\1```$/gm;

/** Replaces what stands outside of fenced code. */
export function outsideFences(markdown, replace) {
  const parts = [];
  let end = 0;
  for (const fence of markdown.matchAll(FENCE)) {
    parts.push(replace(markdown.slice(end, fence.index)), fence[0]);
    end = fence.index + fence[0].length;
  }
  return [...parts, replace(markdown.slice(end))].join('');
}

/** The name of each language that a client exists for, by the name in a fence. */
const LANGUAGES = {
  ts: 'TypeScript',
  js: 'TypeScript',
  python: 'Python',
  go: 'Go',
  java: 'Java',
  csharp: 'C#',
  rust: 'Rust',
  php: 'PHP',
  c: 'C',
};

const RUN_OF_FENCES = /(?:^```[\w#+-]+\n(?:(?!```).*\n)*```\n\n?){2,}/gm;

/** Makes tabs of neighbouring samples that are the same program in several languages. */
export function withTabs(markdown) {
  return markdown.replace(RUN_OF_FENCES, (run) => {
    const names = [...run.matchAll(/^```([\w#+-]+)\n[\s\S]*?^```$/gm)].map(([, language]) => LANGUAGES[language]);
    const isOneProgram = names.every((name) => name !== undefined) && new Set(names).size === names.length;
    return isOneProgram ? `::: code-group\n${run.replace(/^```([\w#+-]+)\n/gm, titled).trimEnd()}\n:::\n\n` : run;
  });
}

function titled(_opening, language) {
  return `\`\`\`${language} [${LANGUAGES[language]}]\n`;
}
