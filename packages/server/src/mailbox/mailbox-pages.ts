import { Liquid } from 'liquidjs';
import type { MailboxEntry, MailboxMail } from './read-mails.ts';

const engine = new Liquid({
  strictVariables: true,
  strictFilters: true,
  cache: true,
  jsTruthy: true,
  outputEscape: 'escape',
});

const frame = (title: string, body: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="/mailbox/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/mailbox/mailbox.css">
<script type="module" src="/mailbox/mailbox.js"></script>
</head>
<body>
<header class="bar"><div class="bar-inner">
<a class="brand" href="/mailbox/"><svg viewBox="0 0 24 24" aria-hidden="true"><rect x="3" y="5" width="18" height="14" rx="2.5"/><path d="m3.5 7.5 8.5 6 8.5-6"/></svg>Mailbox</a>
<p class="note">Mails of {{ portalName }}. {% if isSending %}Copies of what goes out to people.{% else %}They stay here, nothing leaves this computer.{% endif %}</p>
</div></header>
<main>${body}</main>
</body>
</html>
`;

const row = `<li><a class="mail" href="/mailbox/{{ mail.id }}"><span class="to">{{ mail.to }}</span><time datetime="{{ mail.at }}">{{ mail.at }}</time><span class="subject">{{ mail.subject }}</span><span class="kind">{{ mail.kind }}</span><span class="problem">{{ mail.problem }}</span></a></li>`;

const list = frame(
  'Mailbox',
  `<h1>Mails</h1>
<form class="search" role="search" action="/mailbox/" method="get">
<input type="search" name="search" value="{{ search }}" placeholder="Search by address" aria-label="Search by address" autocomplete="off" maxlength="254">
<button>Search</button>
</form>
<ul class="mails" aria-label="Mails, newest first" data-version="{{ version }}">{% for mail in mails %}${row}{% endfor %}</ul>
<p class="empty" role="status">{% if search %}<strong>Nothing matches</strong>There is no mail to an address like this. <a href="/mailbox/">Show all mails</a>{% else %}<strong>No mails here</strong>Create a user in the CRM and the registration mail appears by itself.{% endif %}</p>
<template id="mail-row">${row.replaceAll(/\{\{[^}]*\}\}/g, '')}</template>`,
);

const mail = frame(
  '{{ mail.subject }} · Mailbox',
  `<a class="back" href="/mailbox/"><span aria-hidden="true">←</span> All mails</a>
<article>
<h1>{{ mail.subject }}</h1>
<div class="card">
<dl class="headers">
<dt>From</dt><dd>{{ mail.from }}</dd>
<dt>To</dt><dd>{{ mail.to }}</dd>
<dt>{% if mail.problem %}Written{% else %}Sent{% endif %}</dt><dd><time datetime="{{ mail.at }}">{{ mail.at }}</time></dd>
{% if mail.problem %}<dt>State</dt><dd class="problem">{{ mail.problem }}</dd>{% endif %}
<dt>Message-ID</dt><dd>{{ mail.messageId }}</dd>
</dl>
{% if mail.link %}<div class="open"><a class="mail-link" href="{{ mail.link }}">Open the link</a><span>The same link as in the mail below.</span></div>{% endif %}
<iframe title="The mail as HTML" src="/mailbox/{{ mail.id }}/html" sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer"></iframe>
<details><summary>Plain text part</summary><pre>{{ mail.text }}</pre></details>
</div>
</article>`,
);

/** The list of mails, newest first. */
export function listPage(scope: {
  portalName: string;
  isSending: boolean;
  search: string;
  version: string;
  mails: MailboxEntry[];
}): string {
  return String(engine.parseAndRenderSync(list, scope));
}

/** One mail with its headers, both parts and its link. */
export function mailPage(scope: { portalName: string; isSending: boolean; mail: MailboxMail }): string {
  return String(engine.parseAndRenderSync(mail, scope));
}

export const mailboxIcon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect x="2" y="4" width="20" height="16" rx="3.5" fill="#1a52e0"/><path d="m4 8 8 6 8-6" fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
