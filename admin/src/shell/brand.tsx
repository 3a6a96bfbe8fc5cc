import { Box, Typography } from '@mui/material';
import { useSay } from '../i18n/use-say.ts';
import mark from './mark.svg';
import { useShop } from './use-shop.ts';

/** The shop's mark and whose desk this is; compact, a phone shows the mark alone. */
export function Brand({ isCompact = false }: { isCompact?: boolean }) {
  const say = useSay();
  const shop = useShop();
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, minWidth: 0 }}>
      <Box component="img" src={mark} alt="" width={24} height={24} />
      <Typography
        component="span"
        variant="h2"
        noWrap
        sx={isCompact ? { display: { xs: 'none', sm: 'block' } } : {}}
      >
        {say('desk.name', { shop: shop?.name ?? 'Tribi' })}
      </Typography>
    </Box>
  );
}
