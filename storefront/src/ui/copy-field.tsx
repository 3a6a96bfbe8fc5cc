import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from '../i18n/use-translation.ts';

const SHOWN_MS = 2500;

/** A value to take elsewhere: shown whole, selectable, copied with one tap. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const { t } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  // A browser may refuse the clipboard; the value can be selected by hand then.
  const copy = () =>
    void navigator.clipboard.writeText(value).then(
      () => setCopied(true),
      () => undefined,
    );
  return (
    <div className="flex items-stretch overflow-hidden rounded-control border border-line bg-surface">
      <div className="min-w-0 flex-1 px-3 py-2">
        <p className="eyebrow">{label}</p>
        <p className="font-mono text-sm break-all select-all">{value}</p>
      </div>
      <button
        type="button"
        onClick={copy}
        aria-label={t('common.copyValue', { label })}
        className="flex min-w-11 flex-col items-center justify-center border-l border-line px-3 text-xs text-brand hover:bg-brand-soft"
      >
        {isCopied ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
        <span aria-live="polite">{isCopied ? t('common.copied') : t('common.copy')}</span>
      </button>
    </div>
  );
}
