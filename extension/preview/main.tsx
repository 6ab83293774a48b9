// Draws every surface on one page. ?lang=ar&theme=dark chooses, ?open=card|check|way|toast|banner|popup|options|places shows one as it is in a page.

import type { ComponentChildren } from 'preact';
import { render } from 'preact';
import { Allow } from '../src/surfaces/allow';
import { Badge } from '../src/surfaces/badge';
import { Banner } from '../src/surfaces/banner';
import { CardBody } from '../src/surfaces/card';
import { readMessage } from '../src/surfaces/catalogue';
import { createSurfaces } from '../src/surfaces/draw';
import { Logo } from '../src/surfaces/icons';
import { Options } from '../src/surfaces/options';
import { Popup } from '../src/surfaces/popup';
import { adoptStyles } from '../src/surfaces/root';
import { Label, WordsProvider } from '../src/surfaces/text';
import { Words } from '../src/surfaces/words';
import * as views from './views';
import './preview.css';

const languages = import.meta.glob<Record<string, string>>('../src/locales/*.json', { eager: true, import: 'default' });
const asked = new URLSearchParams(location.search);
const language = asked.get('lang') ?? 'en';
const messages = languages[`../src/locales/${language}.json`] ?? {};
const words = new Words((key, substitutions) => readMessage(messages, key, substitutions), language);
const theme = asked.get('theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');

document.documentElement.lang = words.language;
document.documentElement.dir = words.direction;
document.body.style.backgroundColor = theme === 'dark' ? '#0e1013' : '#fafafa';

const noop = () => undefined;

function Section({ name, children }: { name: string; children: ComponentChildren }) {
  return <div class={`piece ${name}`}>{children}</div>;
}

function Gallery() {
  return (
    <div class="root" data-theme={theme} dir={words.direction} lang={words.language}>
      <h1 class="unseen">Touchstone</h1>
      <div class="gallery">
        <Section name="feed">
          <article class="post">
            <header>
              <span class="face" />
              <span>
                <strong>
                  <bdi>some.handle</bdi>
                </strong>
              </span>
              <Badge view={views.badges[0] as never} open={false} onOpen={noop} />
            </header>
            <div class="picture" />
            <p dir="auto">
              <strong>some.handle</strong> Love bracelet is back!! hidden l!nk in bio, order the plain screw bangle 💛
            </p>
          </article>
          <div class="badges">
            {views.badges.map((view) => (
              <Badge key={view.label.key} view={view} open={false} onOpen={noop} />
            ))}
          </div>
          <div class="toast">
            <p>
              <Label of="popup_reports_note" />
            </p>
            <button type="button" class="link">
              <Label of="action_undo" />
            </button>
          </div>
        </Section>
        <Section name="card">
          <div class="frame" data-level="warn">
            <CardBody view={views.warn} onAction={noop} onClose={noop} titleId="one" />
          </div>
        </Section>
        <Section name="wide">
          <Banner view={views.banner} onAction={noop} onDetails={noop} />
        </Section>
        <Section name="card">
          <div class="frame" data-level="check">
            <CardBody view={views.check} onAction={noop} onClose={noop} titleId="two" />
          </div>
          <div class="frame" data-level="unchecked">
            <CardBody view={views.unchecked} onAction={noop} onClose={noop} titleId="three" />
          </div>
          <div class="frame" data-level="check">
            <CardBody view={views.checking} onAction={noop} onClose={noop} titleId="four" />
          </div>
          <div class="frame" data-level="check">
            <CardBody view={views.ended} onAction={noop} onClose={noop} titleId="five" />
          </div>
        </Section>
        <Section name="popups">
          <section class="frame">
            <Popup view={views.popup} onAction={noop} />
          </section>
          <section class="frame">
            <Popup view={views.nothing} onAction={noop} />
          </section>
          <section class="frame">
            <Popup view={views.elsewhere} onAction={noop} />
          </section>
          <section class="frame">
            <Popup view={views.broken} onAction={noop} />
          </section>
          <section class="frame">
            <Popup view={views.shop} onAction={noop} />
          </section>
        </Section>
        <Section name="wide">
          <Options view={views.options} onAction={noop} />
        </Section>
        <Section name="wide">
          <Allow
            view={{
              site: {
                id: 'amazon',
                kind: 'marketplace',
                name: 'Amazon',
                hosts: ['amazon.com', 'amazon.de', 'amazon.co.jp'],
              },
              state: 'refused',
            }}
            onAsk={noop}
          />
        </Section>
        <Logo large />
      </div>
    </div>
  );
}

/** What the page's own surroundings would be, for the surfaces that are drawn over a page. */
function Stage() {
  return (
    <main class="stage">
      <div class="root" data-theme={theme}>
        <article class="post">
          <header>
            <span class="face" />
            <strong>some.handle</strong>
            <span id="badge-place" />
          </header>
          <div class="picture" id="media-place" />
          <p>Love bracelet is back!! hidden l!nk in bio, order the plain screw bangle 💛</p>
          <div class="bubble" id="bubble-place">
            <p>psst… hidden l!nk for the Love bracelet, comment LINK 💛</p>
          </div>
          <button type="button">a button of the page</button>
        </article>
      </div>
    </main>
  );
}

adoptStyles(document);
const surfaces = createSurfaces(() => words, asked.has('test'));
const actions: string[] = [];
Object.assign(globalThis, { surfaces, views, actions });
const note = (name: string) => (action: object) => actions.push(`${name}:${JSON.stringify(action)}`);

const open = asked.get('open');
const place = document.createElement('div');
document.body.append(place);
render(<WordsProvider value={words}>{open === null ? <Gallery /> : <Stage />}</WordsProvider>, place);

if (open !== null) {
  const view = open === 'check' ? views.check : views.warn;
  const badge = surfaces.mountBadge(
    document.getElementById('badge-place') as HTMLElement,
    'header',
    views.badges[open === 'check' ? 2 : 0] as never,
    (anchor) => surfaces.openCard(anchor, view, note('card')),
  );
  if (open === 'card' || open === 'check') surfaces.openCard(badge.host, view, note('card'));
  for (const placement of open === 'places' ? (['media', 'bubble'] as const) : []) {
    const parent = document.getElementById(`${placement}-place`) as HTMLElement;
    surfaces.mountBadge(parent, placement, views.badges[placement === 'media' ? 1 : 3] as never, noop);
  }
  if (open === 'banner') surfaces.mountBanner(views.banner, note('banner'));
  if (open === 'way')
    surfaces.showWayOut({ title: views.warn.title, kind: 'post', author: 'some.handle' }, note('way'));
  if (open === 'toast')
    surfaces.showToast(
      {
        message: { key: 'toast_report_saved', params: ['1'] },
        actions: [{ kind: 'undo' }, { kind: 'reports' }],
        duration: 8000,
      },
      note('toast'),
    );
  if (open === 'options') {
    const root = document.createElement('div');
    document.body.replaceChildren(root);
    surfaces.renderOptions(root, views.options, note('options'));
  }
  if (open === 'popup') {
    const root = document.createElement('div');
    document.body.replaceChildren(root);
    surfaces.renderPopup(root, views.popup, note('popup'));
  }
}
