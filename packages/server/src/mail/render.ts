import { Liquid, type Template } from 'liquidjs';
import type { MailKind } from '../postgres/schema/mail.ts';
import type { MailFacts, RenderedMail } from './facts.ts';
import { headerText } from './header-text.ts';
import { htmlLayout, textLayout } from './layout.ts';
import { type MailTemplate, templates } from './templates.ts';

// An empty text counts as absent in a condition, as in JavaScript.
const options = { strictVariables: true, strictFilters: true, cache: true, jsTruthy: true };
const words = new Liquid(options);
const markup = new Liquid({ ...options, outputEscape: 'escape' });

/**
 * A mail of one kind. The words are made first and as plain text; the HTML part then escapes each of them as a whole,
 * so that no name can become markup, whatever a template does with it.
 */
export function renderMail(kind: MailKind, facts: MailFacts): RenderedMail {
  const template = templates[kind];
  const subject = headerText(say(template.subject, facts));
  const scope = {
    subject,
    portalName: facts.portalName,
    link: facts.link,
    preview: say(template.preview, facts),
    heading: say(template.heading, facts),
    button: say(template.button, facts),
    ...paragraphs(template, facts),
  };
  return {
    subject,
    html: render(markup, htmlLayout, scope),
    text: render(words, textLayout, scope),
  };
}

function paragraphs(template: MailTemplate, facts: MailFacts) {
  const { before, after } = template;
  return { before: before.map(line => say(line, facts)), after: after.map(line => say(line, facts)) };
}

function say(template: string, facts: MailFacts): string {
  return render(words, template, facts);
}

/** Templates are few, and parsed once for each engine. */
const parsed = new Map<Liquid, Map<string, Template[]>>([
  [words, new Map()],
  [markup, new Map()],
]);

function render(engine: Liquid, template: string, scope: object): string {
  const known = parsed.get(engine);
  const parts = known?.get(template) ?? engine.parse(template);
  known?.set(template, parts);
  return String(engine.renderSync(parts, scope));
}
