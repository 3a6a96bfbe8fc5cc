import type { ReactNode } from 'react';

type PlaceHeadProps = { title: ReactNode; facts: ReactNode; picture: ReactNode };

/** The head of a place: its name, what it costs from, and its shape. */
export function PlaceHead({ title, facts, picture }: PlaceHeadProps) {
  return (
    <div className="relative isolate flex items-center justify-between gap-6 overflow-hidden py-6 sm:py-4">
      <div className="min-w-0">
        <h1 className="flex flex-wrap items-center gap-x-4 gap-y-1 text-3xl font-extrabold sm:text-4xl">
          {title}
        </h1>
        <p className="figures mt-2 text-soft">{facts}</p>
      </div>
      {picture}
    </div>
  );
}
