import { createHash } from 'node:crypto';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The file of the classes, which the pages load. */
export const COLOURS = 'colours.css';

/**
 * Writes styles of elements as classes: the policy of the pages allows no style attributes. Use one for a build.
 */
export function classesInsteadOfStyles() {
  const rules = new Map();
  const classOf = (style) => {
    const text =
      typeof style === 'string'
        ? style
        : Object.entries(style)
            .map(([name, value]) => `${name}:${value}`)
            .join(';');
    const name = `s-${createHash('sha256').update(text).digest('hex').slice(0, 6)}`;
    rules.set(name, text);
    return name;
  };
  return {
    transformer: {
      name: 'classes-instead-of-styles',
      span(node) {
        moveStyle(this, node, classOf);
      },
      pre(node) {
        moveStyle(this, node, classOf);
      },
    },
    useIn(markdown) {
      const { text, code_inline: code } = markdown.renderer.rules;
      // Vue reads two braces as an expression.
      const plain = (html) => html.replaceAll('{{', '&#123;&#123;');
      markdown.renderer.rules.text = (...parts) => plain(text(...parts));
      markdown.renderer.rules.code_inline = (...parts) => plain(code(...parts));
      markdown.core.ruler.push('cells-without-styles', ({ tokens }) => {
        emptyHeadsAsCells(tokens);
        for (const token of tokens.filter(({ type }) => type === 'th_open' || type === 'td_open')) {
          const at = token.attrIndex('style');
          if (at >= 0) {
            const [[, style]] = token.attrs.splice(at, 1);
            token.attrJoin('class', classOf(style));
          }
        }
      });
    },
    write(folder) {
      writeFileSync(join(folder, COLOURS), '');
      for (const [name, text] of [...rules].sort()) {
        appendFileSync(join(folder, COLOURS), `.${name}{${text}}\n`);
      }
    },
  };
}

/** A heading without text means nothing to a screen reader. */
function emptyHeadsAsCells(tokens) {
  tokens.forEach((token, index) => {
    const [text, end] = [tokens[index + 1], tokens[index + 2]];
    if (token.type === 'th_open' && text?.content.trim() === '' && end?.type === 'th_close') {
      token.tag = 'td';
      end.tag = 'td';
    }
  });
}

function moveStyle(context, node, classOf) {
  const { style } = node.properties;
  if (style !== undefined && style !== '') {
    context.addClassToHast(node, classOf(style));
    delete node.properties.style;
  }
}
