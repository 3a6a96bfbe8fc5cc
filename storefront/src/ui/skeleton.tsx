import { useTranslation } from '../i18n/use-translation.ts';

/** A grey place for a line or a box that is still coming. */
export function Bone({ className = '' }: { className?: string }) {
  return <span aria-hidden className={`shimmer block ${className}`} />;
}

/** Says once that something is loading; the bones themselves are silent. */
export function Loading({ children, className = '' }: { children: React.ReactNode; className?: string }) {
  const { t } = useTranslation();
  return (
    <div aria-busy className={className}>
      <span role="status" className="sr-only">
        {t('common.loading')}
      </span>
      {children}
    </div>
  );
}

export function PassSkeleton() {
  return (
    <div aria-hidden className="pass">
      <div className="pass-body space-y-4 p-4">
        <Bone className="h-4 w-2/5" />
        <Bone className="h-8 w-3/5" />
        <Bone className="h-4 w-1/2" />
      </div>
      <div className="pass-stub w-28 p-4 sm:w-36">
        <span className="pass-perforation" />
        <Bone className="mb-3 h-6 w-full" />
        <Bone className="h-4 w-2/3" />
      </div>
    </div>
  );
}

export function PassListSkeleton({ count = 4 }: { count?: number }) {
  return (
    <Loading className="grid gap-3 md:grid-cols-2">
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: all the same, never reordered
        <PassSkeleton key={index} />
      ))}
    </Loading>
  );
}

export function PageSkeleton() {
  return (
    <Loading className="shell py-10">
      <Bone className="mb-3 h-9 w-64 max-w-full" />
      <Bone className="mb-8 h-5 w-40" />
      <div className="grid gap-3 md:grid-cols-2">
        <PassSkeleton />
        <PassSkeleton />
      </div>
    </Loading>
  );
}
