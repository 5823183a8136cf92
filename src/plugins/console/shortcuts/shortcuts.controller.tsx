import { Body, Get, Post, Req, Res } from '@nestjs/common';
import { IsIn } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { Authorized } from '../../../core/common';
import { texts } from '../../../core/i18n';
import { Permission } from '../../../core/identity';
import { PostButton } from '../../../pages/components/button';
import { PageHeader, Section } from '../../../pages/components/page-parts';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { searchPath } from '../frame/palette';
import { SHORTCUTS_PATH } from '../frame/shortcut-paths';
import { Page, SeeOther } from '../../../pages/kit/page';
import { hasSingleKeys, setSingleKeys } from '../frame/single-keys';

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

class SingleKeysDto {
  @IsIn(['on', 'off'])
  single_keys!: 'on' | 'off';
}

@ConsoleController(SHORTCUTS_PATH)
export class ShortcutsController {
  /** The dialog that `?` opens shows the list of this page. */
  @Get()
  @Authorized(Permission.OwnSession)
  showShortcuts(@Req() request: FastifyRequest): Page {
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
        <Section id="single-keys" title={t.singleKeys} note={t.singleKeysNote}>
          <SingleKeys isOn={hasSingleKeys(request)} />
        </Section>
      </>
    );
    return new Page({ title: t.title, width: 'form', body });
  }

  @Post()
  @Authorized(Permission.OwnSession)
  turnSingleKeys(
    @Body() { single_keys }: SingleKeysDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): SeeOther {
    const t = texts('shortcuts');
    setSingleKeys(request, reply, single_keys === 'on');
    return SeeOther.done(SHORTCUTS_PATH, single_keys === 'on' ? t.turnedOn : t.turnedOff);
  }
}

function groups(): readonly ShortcutGroup[] {
  const t = texts('shortcuts');
  const enter = t.keys.enter;
  const hasPalette = searchPath() !== undefined;
  const inPalette = {
    id: 'in-palette',
    title: t.inPalette,
    shortcuts: [
      { keys: ['↓'], or: ['↑'], text: t.move },
      { keys: [enter], text: t.open },
    ],
  };
  return [
    {
      id: 'everywhere',
      title: t.everywhere,
      shortcuts: [
        ...(hasPalette ? [{ keys: ['Ctrl', 'K'], or: ['⌘', 'K'], text: t.palette }] : []),
        { keys: ['?'], text: t.help },
        { keys: [t.keys.escape], text: t.closeMenu },
        { keys: [t.keys.tab, enter], text: t.skip },
      ],
    },
    ...(hasPalette ? [inPalette] : []),
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

function SingleKeys({ isOn }: { readonly isOn: boolean }): VNode {
  const t = texts('shortcuts');
  return (
    <PostButton
      action={SHORTCUTS_PATH}
      name="single_keys"
      value={isOn ? 'off' : 'on'}
      text={isOn ? t.turnOff : t.turnOn}
    />
  );
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
    <span class="keys">
      {keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}
