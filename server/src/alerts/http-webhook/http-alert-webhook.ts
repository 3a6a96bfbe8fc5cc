import { createHmac } from 'node:crypto';
import type { Config } from '../../config.ts';
import type { AlertWebhook } from '../alert-webhook.ts';
import type { StaffAlert } from '../staff-alert.entity.ts';

const timeoutMs = 10_000;

interface Settings {
  url: string;
  secret: string;
  publicUrl: string;
}

/** The webhook of ALERT_WEBHOOK_URL; null when none is set. */
export function createAlertWebhook({ alerts, publicUrl }: Config): AlertWebhook | null {
  const { webhook } = alerts;
  return webhook ? httpAlertWebhook({ ...webhook, publicUrl }) : null;
}

/**
 * POSTs JSON, signed as Stripe signs its own: `x-tribi-signature: t=<Unix seconds>,v1=<hex>`, an HMAC-SHA256 under
 * the secret over `<t>.<body>`. `text` is what Slack, Mattermost and Discord's Slack address show.
 */
export function httpAlertWebhook({ url, secret, publicUrl }: Settings): AlertWebhook {
  return {
    async post(alert, now) {
      const body = JSON.stringify(bodyOf(alert, publicUrl));
      const seconds = Math.floor(now.getTime() / 1000);
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-tribi-signature': `t=${seconds},v1=${signAlert(secret, seconds, body)}`,
        },
        body,
        // An address that has moved is a setting to correct, not one to follow with what we tell.
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      await response.body?.cancel().catch(() => {});
      if (!response.ok) throw new Error(`The alert webhook answered ${response.status}`);
    },
  };
}

export const signAlert = (secret: string, seconds: number, body: string): string =>
  createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');

function bodyOf(alert: StaffAlert, publicUrl: string) {
  const { id, kind, key, severity, subject, lines, count, raisedAt, lastRaisedAt, settledAt } = alert;
  const url = alert.path === null ? null : `${publicUrl}${alert.path}`;
  const isOver = settledAt !== null;
  const head = isOver ? `Over: ${subject}` : `${severity}: ${subject}`;
  const text = [head, ...(isOver ? [] : lines), ...(url ? [url] : [])].join('\n');
  return {
    event: isOver ? 'alert.settled' : 'alert.raised',
    shop: publicUrl,
    text,
    alert: { id, kind, key, severity, subject, lines, url, count, raisedAt, lastRaisedAt, settledAt },
  };
}
