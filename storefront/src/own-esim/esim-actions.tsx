import { Archive, ArchiveRestore, Pencil, Send } from 'lucide-react';
import { useState } from 'react';
import type { EsimDetailFragment } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { Button } from '../ui/button.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { ShareDialog } from './share-dialog.tsx';

type EsimActionsProps = {
  esim: EsimDetailFragment;
  /** Where eSIMs are kept in order; elsewhere there is nothing to put away. */
  onArchive?: (isArchived: boolean) => void;
};

/** What its owner can do with an eSIM beside installing it. */
export function EsimActions({ esim, onArchive }: EsimActionsProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'name' | 'share' | null>(null);
  const close = () => setOpen(null);
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      <Button look="plain" onClick={() => setOpen('name')}>
        <Pencil aria-hidden className="size-4" />
        {t('own.rename')}
      </Button>
      {esim.activationCode && (
        <Button look="plain" onClick={() => setOpen('share')}>
          <Send aria-hidden className="size-4" />
          {t('own.share')}
        </Button>
      )}
      {onArchive && (
        <Button look="plain" onClick={() => onArchive(!esim.isArchived)}>
          {esim.isArchived ? (
            <ArchiveRestore aria-hidden className="size-4" />
          ) : (
            <Archive aria-hidden className="size-4" />
          )}
          {esim.isArchived ? t('own.unarchive') : t('own.archive')}
        </Button>
      )}
      {open === 'name' && <RenameDialog esim={esim} onClose={close} />}
      {open === 'share' && <ShareDialog esim={esim} onClose={close} />}
    </div>
  );
}
