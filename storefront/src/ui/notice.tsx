import { CircleCheck, Clock, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

export type Tone = 'info' | 'wait' | 'lost' | 'ready';

const tones = {
  info: { icon: Info, className: 'bg-brand-soft text-ink [&>svg]:text-brand' },
  wait: { icon: Clock, className: 'bg-wait-soft text-ink [&>svg]:text-wait' },
  lost: { icon: TriangleAlert, className: 'bg-lost-soft text-ink [&>svg]:text-lost' },
  ready: { icon: CircleCheck, className: 'bg-ready-soft text-ink [&>svg]:text-ready' },
};

type NoticeProps = {
  tone?: Tone;
  title?: string;
  /** The heading of a page that has nothing else to show. */
  isPageTitle?: boolean;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
};

/** A message inside the part it belongs to; problems are announced at once, the rest when there is time. */
export function Notice({
  tone = 'info',
  title,
  isPageTitle = false,
  children,
  action,
  className = '',
}: NoticeProps) {
  const Title = isPageTitle ? 'h1' : 'p';
  const { icon: Icon, className: colours } = tones[tone];
  return (
    <div
      role={tone === 'lost' ? 'alert' : 'status'}
      className={`flex gap-3 rounded-card px-4 py-3.5 ${colours} ${className}`}
    >
      <Icon aria-hidden className="mt-0.5 size-5 shrink-0" />
      <div className="min-w-0 flex-1">
        {title && <Title className={isPageTitle ? 'text-lg' : 'font-semibold'}>{title}</Title>}
        {children && <div className="text-sm leading-relaxed">{children}</div>}
        {action && <div className="mt-3 flex flex-wrap gap-2">{action}</div>}
      </div>
    </div>
  );
}
