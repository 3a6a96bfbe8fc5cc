import { escapeHtml, sandboxPage } from '../core/sandbox-page.ts';
import type { MailHeading, StoredMail } from './mail-store.ts';

export const mailboxPath = '/sandbox/mailbox';

interface MailboxView {
  readonly to: string | null;
  readonly headings: readonly MailHeading[];
  readonly open: StoredMail | null;
  readonly view: 'html' | 'text';
}

/** The mailbox as a page: a list, and beside it (on a phone: instead of it) the mail that is open. Works without script. */
export function mailboxPage(state: MailboxView): string {
  const title = state.open ? `${state.open.subject || 'No subject'} · Sandbox mailbox` : 'Sandbox mailbox';
  return sandboxPage({
    title,
    banner: 'Sandbox: these mails were not sent to anyone. They stop here while no SMTP server is set.',
    head: `<link rel="stylesheet" href="${mailboxPath}/mailbox.css">
<script type="module" src="${mailboxPath}/mailbox.js"></script>`,
    body: `<div class="mailbox${state.open ? ' has-open' : ''}">
<section class="list" aria-labelledby="heading">
<h1 id="heading">Mailbox</h1>
${filterForm(state.to)}
<p class="status" role="status" id="status">${countOf(state)}</p>
<ol id="mails" data-to="${escapeHtml(state.to ?? '')}">
${state.headings.map((mail) => headingItem(mail, state)).join('\n')}
</ol>
</section>
<main class="reader">${state.open ? openMail(state.open, state) : emptyReader(state)}</main>
</div>`,
  });
}

/** A mail's HTML as a document of its own for the sandboxed frame: links open beside the mailbox, not inside it. */
export function mailDocument(mail: StoredMail): string {
  const html =
    mail.html ||
    `<pre style="font: 16px/1.5 system-ui; white-space: pre-wrap">${escapeHtml(mail.text)}</pre>`;
  const base = '<base target="_blank">';
  return /<head[^>]*>/i.test(html)
    ? html.replace(/<head[^>]*>/i, (head) => `${head}${base}`)
    : `${base}${html}`;
}

function filterForm(to: string | null): string {
  const all = to ? `<a class="button" href="${mailboxPath}">Show all</a>` : '';
  return `<form class="filter" method="get" action="${mailboxPath}" role="search">
<label for="to">Recipient</label>
<div><input id="to" name="to" type="email" autocomplete="off" placeholder="you@example.com" value="${escapeHtml(to ?? '')}">
<button class="primary">Filter</button>${all}</div>
</form>`;
}

function headingItem(mail: MailHeading, state: MailboxView): string {
  const current = state.open?.id === mail.id ? ' aria-current="true"' : '';
  return `<li data-id="${mail.id}"><a href="${linkTo(mail.id, state.to)}"${current}>
<span class="subject">${escapeHtml(mail.subject || 'No subject')}</span>
<span class="to">${escapeHtml(mail.to)}</span>
${timeOf(mail.sentAt)}</a></li>`;
}

function openMail(mail: StoredMail, state: MailboxView): string {
  const tab = (view: MailboxView['view'], name: string) => {
    const current = view === state.view ? ' aria-current="page"' : '';
    return `<a href="${linkTo(mail.id, state.to)}&amp;view=${view}"${current}>${name}</a>`;
  };
  const back = state.to ? `?to=${encodeURIComponent(state.to)}` : '';
  return `<article>
<a class="back" href="${mailboxPath}${back}">Back to all mails</a>
<h2>${escapeHtml(mail.subject || 'No subject')}</h2>
<dl><div><dt>To</dt><dd>${escapeHtml(mail.to)}</dd></div><div><dt>From</dt><dd>${escapeHtml(mail.from)}</dd></div>
<div><dt>Sent</dt><dd>${timeOf(mail.sentAt)}</dd></div></dl>
<nav aria-label="Parts of this mail">${mail.html === '' ? '' : tab('html', 'Mail')}${tab('text', 'Text')}</nav>
${state.view === 'html' ? frameOf(mail) : `<pre tabindex="0">${escapeHtml(mail.text)}</pre>`}
</article>`;
}

function frameOf(mail: StoredMail): string {
  const source = `${mailboxPath}/mails/${mail.id}/html`;
  return `<iframe title="Mail: ${escapeHtml(mail.subject)}" src="${source}" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`;
}

function emptyReader(state: MailboxView): string {
  const hint =
    state.headings.length > 0
      ? 'Choose a mail to read it.'
      : 'No mail yet. Ask the shop for a sign-in code: it arrives here within a second.';
  return `<p class="empty">${hint}</p>`;
}

function countOf(state: MailboxView): string {
  const { length } = state.headings;
  if (length === 0) return state.to ? 'No mail for this recipient yet.' : 'No mail yet.';
  return length === 1 ? '1 mail' : `${length} mails, newest first`;
}

function linkTo(id: string, to: string | null): string {
  return `${mailboxPath}?${to ? `to=${encodeURIComponent(to)}&amp;` : ''}id=${id}`;
}

function timeOf(at: Date): string {
  const iso = at.toISOString();
  return `<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')} UTC</time>`;
}
