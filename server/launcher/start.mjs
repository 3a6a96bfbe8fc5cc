/**
 * What the npm scripts run. Plain JavaScript, because its one task is to tell a Node that cannot read the
 * launcher's TypeScript what is wrong. `npm ci` brings a Node that can, first in the path of npm scripts.
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major > 22 || (major === 22 && minor >= 18)) {
  await import('./main.ts');
} else {
  process.stderr.write(
    `Tribi needs Node 22.18 or newer, and this is ${process.version}.\n` +
      '"npm ci" brings Node 24 along, and "npm start" finds it. If it did and you still read this, npm was told\n' +
      'not to run install scripts: run "npm rebuild node", or install Node 24.\n',
  );
  process.exitCode = 1;
}
