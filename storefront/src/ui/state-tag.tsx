import { CircleCheck, CircleDashed, CircleSlash, Clock, RotateCcw, TriangleAlert } from 'lucide-react';

export type StateTone = 'waiting' | 'ready' | 'quiet' | 'lost' | 'back' | 'open';

const tones = {
  waiting: { icon: Clock, className: 'text-wait bg-wait-soft' },
  ready: { icon: CircleCheck, className: 'text-ready bg-ready-soft' },
  lost: { icon: TriangleAlert, className: 'text-lost bg-lost-soft' },
  quiet: { icon: CircleSlash, className: 'text-soft bg-sunken' },
  back: { icon: RotateCcw, className: 'text-brand bg-brand-soft' },
  open: { icon: CircleDashed, className: 'text-brand bg-brand-soft' },
};

/** A state in one word: colour, icon and word together. */
export function StateTag({ tone, children }: { tone: StateTone; children: string }) {
  const { icon: Icon, className } = tones[tone];
  return (
    <span
      className={`inline-flex w-fit items-center gap-1.5 rounded-full py-1 pr-2.5 pl-2 text-xs font-semibold whitespace-nowrap ${className}`}
    >
      <Icon aria-hidden className="size-3.5" />
      {children}
    </span>
  );
}
