// scratch: not committed
import { openShop } from './shop.ts';
import { signPeopleIn } from './people.ts';
import { lists } from './lists.ts';
import { Child } from './child.ts';
import { fileURLToPath } from 'node:url';
const at = (f: string) => fileURLToPath(new URL(f, import.meta.url));
const shop = await openShop(process.env.LAB);
try {
  const [person] = await signPeopleIn(shop.postgres.url, 1);
  const inst = await shop.startApp({ isInstrumented: true });
  const ask = async (l: any) => (await fetch(`${inst.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${person!.token}` }, body: JSON.stringify({ query: l.query, variables: l.variables }) })).text();
  const floor: any[] = []; const expected = new Map<string,string>();
  for (const l of lists) {
    await ask(l); await ask(l);
    await inst.app.ask({ ask: 'statements' });
    const body = await ask(l);
    const st: any[] = (await inst.app.ask<any[]>({ ask: 'statements' })).filter((s: any) => s.connection === 'tribi');
    console.log(l.name, st.length, body.length, process.env.SHOW ? st.map((s) => s.text.replace(/\s+/g,' ')+' '+JSON.stringify(s.values)+' '+s.name) : '');
    expected.set(l.name, body);
    floor.push({ name: l.name, first: l.first, statements: st.map((s) => ({ text: s.text, values: s.values, prepared: s.name })) });
  }
  await inst.app.stop();
  const { app, url, readyMs } = await shop.startApp({ isInstrumented: !!process.env.PROFILE });
  console.log('ready', readyMs);
  const { child: fl, line } = await Child.start('floor', [at('floor.process.ts')], { ...process.env, NODE_ENV: 'production', DATABASE_URL: shop.postgres.url, FLOOR_LISTS: JSON.stringify(floor) }, 'ready');
  const { child: load } = await Child.start('load', [at('list-load.process.ts')], process.env, 'ready');
  const fu = line.replace('ready ', '');
  const secs = Number(process.env.SECS ?? 3);
  for (let r = 0; r < Number(process.env.ROUNDS ?? 2); r++) for (const l of lists) {
    const body = JSON.stringify({ query: l.query, variables: l.variables });
    const fexp = await (await fetch(`${fu}/${l.name}`, { method: 'POST', body })).text();
    if (JSON.stringify(JSON.parse(fexp)) !== JSON.stringify(JSON.parse(expected.get(l.name)!))) console.log('DIFF', fexp.slice(0, 300), expected.get(l.name)!.slice(0, 300));
    const f: any = await load.ask({ url: `${fu}/${l.name}`, body, token: 'x', connections: 32, seconds: secs, expected: fexp });
    if (process.env.PROFILE) await app.ask({ ask: 'begin-profile' });
    const c0 = app.processorMs();
    const t: any = await load.ask({ url: `${url}/graphql`, body, token: person!.token, connections: 32, seconds: secs, expected: expected.get(l.name) });
    console.log(l.name, 'floor', f.perSecond.toFixed(0), f.p50.toFixed(1), f.p99.toFixed(1), f.failures, '| tribi', t.perSecond.toFixed(0), t.p50.toFixed(1), t.p99.toFixed(1), t.failures, 'ratio', (t.perSecond / f.perSecond).toFixed(3), 'cpu ms/req', ((app.processorMs() - c0) / (t.perSecond * secs)).toFixed(2), 'mem', JSON.stringify(app.memory()));
    if (process.env.PROFILE) console.log((await app.ask<any[]>({ ask: 'end-profile' })).map(([n, s]: any) => `${(s * 100).toFixed(1)} ${n}`).join('\n'));
  }
  await load.stop(); await fl.stop(); await app.stop();
} finally { await shop.close(); }
