import { Get } from '@nestjs/common';
import type { VNode } from 'preact';
import { Authorized } from '../../common/access/authorized.decorator';
import { texts } from '../../i18n/texts';
import { Permission } from '../../identity/permissions/permission';
import { PageHeader, Section } from '../components/page-parts';
import { ConsoleController } from '../frame/console-controller.decorator';
import { SHORTCUTS_PATH } from '../frame/shortcut-paths';
import { Page } from '../kit/page';

/** Keys that are pressed together; one after the other in `or` are alternatives. */
interface Shortcut {
  readonly keys: readonly string[];
  readonly or?: readonly string[];
  readonly text: string;
}

interface ShortcutGroup {
  readonly id: string;
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}

@ConsoleController(SHORTCUTS_PATH)
export class ShortcutsController {
  /** The dialog that `?` opens shows the list of this page. */
  @Get()
  @Authorized(Permission.OwnSession)
  showShortcuts(): Page {
    const t = texts('shortcuts');
    const body = (
      <>
        <PageHeader title={t.title} lead={t.lead} />
        <div data-shortcuts-list>
          {groups().map(({ id, title, shortcuts }) => (
            <Section key={id} id={id} title={title}>
              <dl class="shortcuts">
                {shortcuts.map((shortcut) => (
                  <Row key={shortcut.text} {...shortcut} />
                ))}
              </dl>
            </Section>
          ))}
        </div>
      </>
    );
    return new Page({ title: t.title, width: 'form', body });
  }
}

function groups(): readonly ShortcutGroup[] {
  const t = texts('shortcuts');
  const enter = t.keys.enter;
  return [
    {
      id: 'everywhere',
      title: t.everywhere,
      shortcuts: [
        { keys: ['Ctrl', 'K'], or: ['⌘', 'K'], text: t.palette },
        { keys: ['?'], text: t.help },
        { keys: [t.keys.escape], text: t.closeMenu },
        { keys: [t.keys.tab, enter], text: t.skip },
      ],
    },
    {
      id: 'in-palette',
      title: t.inPalette,
      shortcuts: [
        { keys: ['↓'], or: ['↑'], text: t.move },
        { keys: [enter], text: t.open },
      ],
    },
    {
      id: 'in-lists',
      title: t.inLists,
      shortcuts: [
        { keys: ['/'], text: t.search },
        { keys: [t.keys.space], text: t.select },
        { keys: [t.keys.shift, t.keys.click], text: t.range },
      ],
    },
    { id: 'in-forms', title: t.inForms, shortcuts: [{ keys: [enter], text: t.send }] },
  ];
}

function Row({ keys, or, text }: Shortcut): VNode {
  return (
    <div>
      <dt>
        <Keys keys={keys} />
        {or && (
          <>
            {' '}
            {texts('shortcuts').or} <Keys keys={or} />
          </>
        )}
      </dt>
      <dd>{text}</dd>
    </div>
  );
}

function Keys({ keys }: Pick<Shortcut, 'keys'>): VNode {
  return (
    <>
      {keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </>
  );
}
