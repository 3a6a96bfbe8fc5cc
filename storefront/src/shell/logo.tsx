/** A small pass with a T on it, and the name. */
export function Logo() {
  return (
    <span className="flex items-center gap-2">
      <svg viewBox="0 0 32 32" className="size-8" aria-hidden focusable="false">
        <path
          className="fill-brand"
          d="M7 4h18a4 4 0 0 1 4 4v5a3 3 0 0 0 0 6v5a4 4 0 0 1-4 4H7a4 4 0 0 1-4-4v-5a3 3 0 0 0 0-6V8a4 4 0 0 1 4-4z"
        />
        <path className="fill-page" d="M8.500 10h11.500v3.400h-3.900V23h-3.700v-9.600H8.500z" />
        <path
          className="stroke-page"
          strokeWidth="1.800"
          strokeLinecap="round"
          strokeDasharray="0 3.700"
          d="M23.500 9.500v14"
        />
      </svg>
      <span className="font-display text-[1.375rem] leading-none font-extrabold tracking-[-0.04em]">
        tribi
      </span>
    </span>
  );
}
