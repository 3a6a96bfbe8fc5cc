/** The floor: node:http and pg alone. Runs the statements that the app was seen to send and answers the same JSON. */
import { createServer } from 'node:http';
import pg from 'pg';
import { type FloorList, type FloorRow, floorAnswer } from './floor-answers.ts';

const environment = process.env;
const lists: FloorList[] = JSON.parse(environment.FLOOR_LISTS ?? '[]');
const pool = new pg.Pool({ connectionString: environment.DATABASE_URL, max: 20 });
const byPath = new Map(lists.map((list) => [`/${list.name}`, list]));

async function answer({ first, statements }: FloorList): Promise<object> {
  const rows: FloorRow[][] = [];
  for (const { text, values, prepared } of statements) {
    const result = await pool.query<FloorRow>(prepared ? { name: prepared, text, values } : { text, values });
    rows.push(result.rows);
  }
  return floorAnswer(rows, first);
}

const server = createServer((request, response) => {
  const list = byPath.get(request.url ?? '');
  // The request's body is read, as a server has to, and not looked at.
  request.resume();
  if (!list) return void response.writeHead(404).end();
  answer(list).then(
    (data) => {
      const body = JSON.stringify(data);
      response
        .writeHead(200, {
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(body),
        })
        .end(body);
    },
    (error) => response.writeHead(500).end(String(error)),
  );
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`ready http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}\n`);
});
process.once('SIGTERM', () => process.exit(0));
process.once('disconnect', () => process.exit(0));
