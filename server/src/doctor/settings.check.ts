import type { Config } from '../config.ts';
import { about, type Finding } from './finding.ts';

const { ok, warning } = about('settings');
const isLocal = (url: string) => /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|\/|$)/.test(url);

/** What the settings come to, and which of them are odd for where the shop stands. */
export async function lookAtSettings(config: Config): Promise<Finding[]> {
  const findings = [
    ok(`They can be read: ${config.isProduction ? 'production' : 'not production'}, at ${config.publicUrl}.`),
  ];
  const isPublic = !isLocal(config.publicUrl);
  if (config.sandbox.isUsed)
    findings.push(
      isPublic
        ? warning(
            'A sandbox stands in for Stripe, the supplier or the mail server, and the shop has a public address.',
            'Set the keys of the real services before anybody buys.',
          )
        : ok('A sandbox stands in for Stripe, the supplier or the mail server: no money moves.'),
    );
  if (config.sandbox.isPublic)
    findings.push(
      warning(
        'SANDBOX_PUBLIC lets everybody read the mailbox.',
        'Unset it unless this is a demonstration without real people.',
      ),
    );
  if (isPublic && config.trustProxyHops === 0)
    findings.push(
      warning(
        'TRUST_PROXY_HOPS is 0: behind a proxy every client looks like the proxy, and shares its limits.',
        'Set it to the number of your proxies, if there are any.',
      ),
    );
  if (isPublic && !config.alerts.webhook)
    findings.push(
      warning(
        'Alerts reach people by mail alone, also those that mails do not go out.',
        'Set ALERT_WEBHOOK_URL and ALERT_WEBHOOK_SECRET.',
      ),
    );
  return findings;
}
