import ContentCopy from '@mui/icons-material/ContentCopy';
import Download from '@mui/icons-material/FileDownloadOutlined';
import { Box, Button, Stack, Typography } from '@mui/material';
import { useState } from 'react';
import { useSay } from '../i18n/use-say.ts';

interface RecoveryCodesProps {
  codes: readonly string[];
  onKept: () => void;
}

/** The codes for when the authenticator is lost. They are shown this once. */
export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  const say = useSay();
  const [isCopied, setIsCopied] = useState(false);
  const text = `${codes.join('\n')}\n`;
  const copy = async () => {
    // A browser may refuse the clipboard; the file and the page itself are left.
    await navigator.clipboard?.writeText(text).then(
      () => setIsCopied(true),
      () => undefined,
    );
  };
  return (
    <Stack sx={{ gap: 2 }}>
      <Typography variant="h2">{say('secondFactor.recoveryTitle')}</Typography>
      <Typography sx={{ color: 'text.secondary' }}>{say('secondFactor.recoveryText')}</Typography>
      <Box
        component="ul"
        aria-label={say('secondFactor.recoveryTitle')}
        sx={{
          m: 0,
          p: 1.5,
          listStyle: 'none',
          display: 'grid',
          gridTemplateColumns: 'repeat(auto-fill, minmax(140px, 1fr))',
          gap: 1,
          borderRadius: 1,
          backgroundColor: ({ palette }) => palette.sunken,
          fontVariantNumeric: 'tabular-nums',
        }}
      >
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </Box>
      <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap' }}>
        <Button variant="outlined" startIcon={<ContentCopy />} onClick={() => void copy()}>
          {say(isCopied ? 'secondFactor.copied' : 'secondFactor.copy')}
        </Button>
        <Button
          variant="outlined"
          startIcon={<Download />}
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download="tribi-recovery-codes.txt"
        >
          {say('secondFactor.download')}
        </Button>
      </Stack>
      <Button variant="contained" size="large" onClick={onKept}>
        {say('secondFactor.kept')}
      </Button>
    </Stack>
  );
}
