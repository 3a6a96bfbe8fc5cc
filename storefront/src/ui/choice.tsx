import { ChevronDown } from 'lucide-react';
import { type SelectHTMLAttributes, useId } from 'react';

type ChoiceProps = SelectHTMLAttributes<HTMLSelectElement> & {
  label: string;
  options: ReadonlyArray<{ value: string; label: string }>;
};

/** The platform's own select: the best one there is on a phone. */
export function Choice({ label, options, className = '', ...select }: ChoiceProps) {
  const id = useId();
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      <div className="relative">
        <select
          // What is chosen stands in the address, a cookie or the account: the browser's memory of it is older.
          autoComplete="off"
          {...select}
          id={id}
          className="min-h-11 w-full appearance-none rounded-control border border-control bg-surface py-2 pr-7 pl-3 text-base sm:pr-9 sm:pl-3.5 text-ink"
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown
          aria-hidden
          className="pointer-events-none absolute top-1/2 right-2 size-4 sm:right-3 -translate-y-1/2 text-soft"
        />
      </div>
    </div>
  );
}
