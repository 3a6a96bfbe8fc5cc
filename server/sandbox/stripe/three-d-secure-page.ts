import { escapeHtml, sandboxPage, sandboxStyle } from '../core/sandbox-page.ts';
import { readableAmount } from './currencies.ts';
import type { PaymentIntent } from './payment-objects.ts';

const style = `${sandboxStyle}
main { max-width: 26rem; margin: 8vh auto 0; padding: 0 16px; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 24px; display: grid; gap: 16px; }
.card p { margin: 0; color: var(--quiet); }
.card .amount { font-size: 28px; font-weight: 700; color: var(--text); font-variant-numeric: tabular-nums; }
form { display: grid; gap: 12px; }
`;

const head = `<style>${style}</style>`;
const banner = 'Sandbox: this page stands in for a bank. No card is charged.';

/** What a bank would show: who is paid how much, and the two ways it can end. */
export function challengePage(intent: PaymentIntent): string {
  return sandboxPage({
    title: 'Confirm your payment (sandbox bank)',
    banner,
    head,
    body: `<main><div class="card">
<h1>Confirm your payment</h1>
<p>Your bank asks whether this payment is yours.</p>
<p class="amount">${escapeHtml(readableAmount(intent.amount, intent.currency))}</p>
<form method="post">
<button class="primary" name="outcome" value="complete">Complete authentication</button>
<button name="outcome" value="fail">Fail authentication</button>
</form>
</div></main>`,
  });
}

/** Shown where there is no page to go back to, and for a challenge that is over. */
export function challengeOverPage(message: string): string {
  const body = `<main><div class="card"><h1>${escapeHtml(message)}</h1><p>You can close this page and go back to the shop.</p></div></main>`;
  return sandboxPage({ title: message, banner, head, body });
}
