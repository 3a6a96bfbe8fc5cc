import { Box, Typography } from '@mui/material';
import { useShopQuery } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';

/** The shop's mark and whose desk this is. */
export function Brand() {
  const say = useSay();
  const { data } = useShopQuery();
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, minWidth: 0 }}>
      <Box component="img" src="/favicon.svg" alt="" width={24} height={24} />
      <Typography component="span" variant="h2" noWrap>
        {say('desk.name', { shop: data?.shop.name ?? 'Tribi' })}
      </Typography>
    </Box>
  );
}
