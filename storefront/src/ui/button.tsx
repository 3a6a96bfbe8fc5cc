import { LoaderCircle } from 'lucide-react';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Link, type LinkProps } from 'react-router';

type Look = 'action' | 'plain' | 'quiet' | 'danger';

const looks: Record<Look, string> = {
  action: 'bg-action text-on-action hover:bg-action-hover font-semibold',
  plain: 'border border-control bg-surface text-ink hover:bg-stub font-medium',
  quiet: 'text-brand hover:bg-brand-soft font-medium',
  danger: 'border border-lost text-lost hover:bg-lost-soft font-medium',
};

export function buttonClass(look: Look = 'action', className = ''): string {
  return `inline-flex min-h-11 items-center justify-center gap-2 rounded-control px-4 py-2 text-center leading-tight transition-colors duration-150 disabled:opacity-60 aria-disabled:opacity-60 ${looks[look]} ${className}`;
}

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & { look?: Look; isBusy?: boolean };

/** While busy it keeps its words and its focus, and does nothing when pressed again. */
export function Button({
  look,
  isBusy = false,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || undefined}
      onClick={(event) => {
        if (isBusy) event.preventDefault();
        else onClick?.(event);
      }}
      className={buttonClass(look, className)}
    >
      {isBusy && <LoaderCircle aria-hidden className="size-5 shrink-0 animate-spin" />}
      {children}
    </button>
  );
}

export function LinkButton({ look, className, ...rest }: LinkProps & { look?: Look; children: ReactNode }) {
  return <Link {...rest} className={buttonClass(look, className)} />;
}
