import { sandboxStyle } from '../core/sandbox-page.ts';
import { mailboxPath } from './mailbox-page.ts';

export const mailboxCss = `${sandboxStyle}
body { min-height: 100vh; display: flex; flex-direction: column; }
.mailbox { flex: 1; display: grid; grid-template-columns: minmax(0, 1fr); }
.list { padding: 16px; display: flex; flex-direction: column; gap: 12px; }
h1 { font-size: 24px; }
.filter label { display: block; font-size: 14px; font-weight: 600; margin-bottom: 4px; }
.filter div { display: flex; flex-wrap: wrap; gap: 8px; }
.filter input { flex: 1 1 10rem; min-width: 0; min-height: 44px; padding: 8px 12px; border: 1px solid var(--line); border-radius: 8px;
  font: inherit; color: inherit; background: var(--card); }
.button { text-decoration: none; display: inline-flex; align-items: center; }
.status { margin: 0; color: var(--quiet); font-size: 14px; }
ol { list-style: none; margin: 0; padding: 0; display: grid; gap: 4px; }
ol a { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 2px 12px; padding: 12px; border: 1px solid transparent;
  border-radius: 8px; color: inherit; text-decoration: none; }
ol a:hover { background: var(--chosen); }
ol a[aria-current] { background: var(--chosen); border-color: var(--line); }
.subject { grid-column: 1 / -1; font-weight: 600; overflow-wrap: anywhere; }
.to { color: var(--quiet); font-size: 14px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
time { color: var(--quiet); font-size: 14px; font-variant-numeric: tabular-nums; white-space: nowrap; }
.reader { padding: 16px; display: grid; min-width: 0; }
.empty { color: var(--quiet); align-self: center; justify-self: center; }
article { display: grid; gap: 12px; grid-template-rows: auto auto auto auto 1fr; min-width: 0; }
h2 { font-size: 22px; overflow-wrap: anywhere; }
.back { color: var(--brand); min-height: 44px; display: inline-flex; align-items: center; }
dl { margin: 0; display: flex; flex-wrap: wrap; gap: 4px 24px; font-size: 14px; }
dl div { display: flex; gap: 8px; min-width: 0; }
dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
nav { display: flex; gap: 4px; border-bottom: 1px solid var(--line); }
nav a { padding: 10px 16px; min-height: 44px; color: inherit; text-decoration: none; border-bottom: 3px solid transparent; }
nav a[aria-current] { border-color: var(--brand); font-weight: 600; }
iframe { width: 100%; height: 100%; min-height: 75vh; border: 1px solid var(--line); border-radius: 12px; background: #fff; }
pre { margin: 0; padding: 16px; border: 1px solid var(--line); border-radius: 12px; background: var(--card);
  white-space: pre-wrap; overflow-wrap: anywhere; font: 15px/1.6 ui-monospace, monospace; }
@media (max-width: 799px) { .has-open .list { display: none; } .mailbox:not(.has-open) .reader { display: none; }
  .mailbox:not(.has-open):has(ol:empty) .reader { display: grid; } }
@media (min-width: 800px) { .mailbox { grid-template-columns: 24rem minmax(0, 1fr); }
  .list { border-right: 1px solid var(--line); } .back { display: none; } }
`;

/**
 * Asks for new mails while the page is looked at and puts them on top. What is open, focused or scrolled to stays
 * where it is.
 */
export const mailboxScript = `
const list = document.getElementById('mails');
const status = document.getElementById('status');
const to = list.dataset.to;
const query = to ? '?to=' + encodeURIComponent(to) : '';
const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'short', timeStyle: 'short' });

function localTimes() {
  for (const time of document.querySelectorAll('time')) time.textContent = local.format(new Date(time.dateTime));
}

function item(mail) {
  const li = document.createElement('li');
  li.dataset.id = mail.id;
  const link = document.createElement('a');
  link.href = '${mailboxPath}?' + (to ? 'to=' + encodeURIComponent(to) + '&' : '') + 'id=' + mail.id;
  const part = (tag, name, text) => {
    const element = document.createElement(tag);
    element.className = name;
    element.textContent = text;
    link.append(element);
    return element;
  };
  part('span', 'subject', mail.subject || 'No subject');
  part('span', 'to', mail.to);
  part('time', '', local.format(new Date(mail.sentAt))).dateTime = mail.sentAt;
  li.append(link);
  return li;
}

async function refresh() {
  if (document.visibilityState !== 'visible') return;
  const response = await fetch('${mailboxPath}/headings' + query).catch(() => null);
  if (!response?.ok) return;
  const known = new Set([...list.children].map((li) => li.dataset.id));
  const fresh = (await response.json()).filter((mail) => !known.has(mail.id));
  if (fresh.length === 0) return;
  const before = document.documentElement.scrollHeight;
  list.prepend(...fresh.map(item));
  if (window.scrollY > 0) window.scrollBy(0, document.documentElement.scrollHeight - before);
  status.textContent = fresh.length === 1 ? 'New mail: ' + (fresh[0].subject || 'No subject') : fresh.length + ' new mails';
}

localTimes();
setInterval(refresh, 2000);
`;
