/** What is somebody's own, or no page at all. Each also below a language. */
const closed = [
  '/admin/',
  '/api/',
  '/account',
  '/not-me',
  '/unsubscribe/',
  '/checkout/',
  '/orders/',
  '/shared/',
  '/sign-in',
  '/graphql',
  '/sandbox/',
];

/** robots.txt: the catalogue is open, what belongs to a person is not. */
export function robotsText(origin: string): string {
  const rules = closed.flatMap((path) => [`Disallow: ${path}`, `Disallow: /*${path}`]);
  return ['User-agent: *', 'Allow: /', ...rules, '', `Sitemap: ${origin}/sitemap.xml`, ''].join('\n');
}
